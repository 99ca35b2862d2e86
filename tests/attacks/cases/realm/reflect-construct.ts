//! tries: to compile text without ever calling the constructor by name
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ReflectConstruct extends Node2D {
  override onReady() {
    try {
      const slot = Object.getOwnPropertyDescriptor(
        Object.getPrototypeOf(() => {}),
        "constructor",
      )!;
      const compile = slot.value ?? slot.get!.call(() => {});
      console.log(
        Reflect.construct(compile, [
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        ])(),
      );
    } catch {
      console.log("nothing");
    }
  }
}
