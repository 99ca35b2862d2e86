//! tries: to throw an error whose cause is read by the harness, with a getter in it
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ErrorCauseChain extends Node2D {
  override onReady() {
    const cause = {
      get message(): string {
        return String(
          (() => {}).constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
        );
      },
      get stack(): string {
        return this.message;
      },
    };
    const error = new Error("outer", { cause });
    try {
      console.log(cause.message);
    } catch {
      console.log("nothing");
    }
    throw error;
  }
}
