//! tries: to import a file of the host as text, with an attribute
//! fires: secret-read
//! expected: rejected
//! layer: gate
import secret from "__SECRET_FILE__" with { type: "text" };
import { Node2D } from "nodegen";

export default class ImportText extends Node2D {
  override onReady() {
    console.log(secret);
  }
}
