//! tries: to import by an assignment that only TypeScript knows
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
import host = require("node:process");

export default class ImportEquals extends Node2D {
  override onReady() {
    console.log(host.env.__SECRET_ENV__);
  }
}
