//! tries: to keep the compiler behind a bound function, so that nobody sees it called
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class BoundCompiler extends Node2D {
  override onReady() {
    try {
      const compile = (() => {}).constructor;
      const call = compile.call.bind(compile as any) as any;
      console.log(call(null, "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")());
    } catch {
      console.log("nothing");
    }
  }
}
