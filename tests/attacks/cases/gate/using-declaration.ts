//! tries: to act at the end of a block, by a declaration
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class UsingDeclaration extends Node2D {
  override onReady() {
    using _leak = { [Symbol.dispose]: () => console.log(process.env.__SECRET_ENV__) };
  }
}
