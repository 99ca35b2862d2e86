//! tries: to compile text by a class that inherits from the compiler
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ClassExtendsCompiler extends Node2D {
  override onReady() {
    try {
      const Base = (() => {}).constructor as new (text: string) => () => unknown;
      class Compiler extends Base {}
      console.log(new Compiler("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")());
    } catch {
      console.log("nothing");
    }
  }
}
