//! tries: to take the realm of the error that a refused dynamic import rejects with
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ImportRejection extends Node2D {
  override async onReady() {
    try {
      await import("./nothing-there.ts");
    } catch (error) {
      console.log(
        (error as any).constructor.constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )(),
      );
    }
  }
}
