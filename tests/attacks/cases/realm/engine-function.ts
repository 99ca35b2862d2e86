//! tries: to take the realm of the engine's own functions
//! fires: secret-read
//! expected: contained
//! layer: realm
import { clamp, input, Node2D, property, random, readText, storage, Vec2 } from "nodegen";

export default class EngineFunction extends Node2D {
  override onReady() {
    for (const given of [
      clamp,
      input.isDown,
      property,
      random.float,
      readText,
      storage.get,
      Vec2,
      Node2D,
      this.addChild,
    ])
      try {
        console.log(
          given.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
        );
      } catch {
        console.log("nothing");
      }
  }
}
