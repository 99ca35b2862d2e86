//! tries: to run code while the class is made
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class StaticBlock extends Node2D {
  static {
    console.log(process.env.__SECRET_ENV__);
  }
}
