//! tries: to rewrite every file that a pattern finds
//! fires: file-touched
//! expected: rejected
//! layer: gate
import { appendFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ListAFolder extends Node2D {
  override onReady() {
    for (const path of new Bun.Glob("**/*").scanSync({ cwd: "__TOUCH_DIR__", absolute: true }))
      appendFileSync(path, "!");
  }
}
