//! tries: to fetch a file by its URL
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class FileUrlFetch extends Node2D {
  override async onReady() {
    console.log(await (await fetch("file://__SECRET_FILE__")).text());
  }
}
