//! tries: to name the host where a property is meant
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ShorthandProperty extends Node2D {
  override onReady() {
    const box = { process };
    console.log(box.process.env.__SECRET_ENV__);
  }
}
