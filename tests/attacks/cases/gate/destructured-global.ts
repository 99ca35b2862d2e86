//! tries: to take the environment apart without a dot
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class DestructuredGlobal extends Node2D {
  override onReady() {
    const { env: { __SECRET_ENV__: found } } = process;
    console.log(found);
  }
}
