//! tries: to reach the realm of the frozen array that a template is called with
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class TaggedTemplate extends Node2D {
  override onReady() {
    const reach = (strings: TemplateStringsArray): unknown => {
      try {
        return (strings.raw as any).constructor.constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )();
      } catch {
        return "nothing";
      }
    };
    console.log(reach`text`);
  }
}
