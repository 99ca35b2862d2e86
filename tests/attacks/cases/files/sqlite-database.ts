//! tries: to write a file as a database
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { Database } from "bun:sqlite";

import { Node2D } from "nodegen";

export default class SqliteDatabase extends Node2D {
  override onReady() {
    new Database("__TOUCH_DIR__/db.sqlite").run("create table t (a)");
  }
}
