//! tries: to be handed the functions that resolve a promise of the host's
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class Thenable extends Node2D {
  override onReady() {
    const reach = (given: any): void => {
      try {
        console.log(
          given.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
        );
      } catch {
        console.log("nothing");
      }
    };
    const trap = { then: (resolve: unknown) => reach(resolve) };
    void Promise.resolve(trap);
    return trap as any;
  }
}
