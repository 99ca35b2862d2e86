//! tries: to compile C and run it
//! fires: child-process
//! expected: rejected
//! layer: gate
import { cc } from "bun:ffi";
import { writeFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class CompileC extends Node2D {
  override onReady() {
    writeFileSync(
      "__TOUCH_DIR__/a.c",
      'int system(const char*); int a() { return system("touch __TOUCH_DIR__/ran"); }',
    );
    cc({ source: "__TOUCH_DIR__/a.c", symbols: { a: { args: [], returns: "i32" } } }).symbols.a();
  }
}
