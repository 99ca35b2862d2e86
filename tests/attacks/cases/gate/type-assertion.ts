//! tries: to hide the host behind assertions and brackets
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class TypeAssertion extends Node2D {
  override onReady() {
    console.log((<any>(process satisfies unknown))!["env"]!["__SECRET_ENV__"]);
  }
}
