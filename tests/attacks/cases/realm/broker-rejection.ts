//! tries: to take the realm of the error that a refused broker call rejects with
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D, readText } from "nodegen";

export default class BrokerRejection extends Node2D {
  override async onReady() {
    try {
      await readText("key.txt");
    } catch (error) {
      try {
        console.log(
          (error as Error).constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
    }
  }
}
