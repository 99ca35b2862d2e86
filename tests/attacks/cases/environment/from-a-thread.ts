//! tries: to read the environment from a thread of its own
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class FromAThread extends Node2D {
  override onReady() {
    const text = `console.log(process.env.__SECRET_ENV__)`;
    new Worker(URL.createObjectURL(new Blob([text])));
  }
}
