//! tries: to read the environment through the module's own metadata
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ImportMetaEnv extends Node2D {
  override onReady() {
    console.log(import.meta.env.__SECRET_ENV__);
  }
}
