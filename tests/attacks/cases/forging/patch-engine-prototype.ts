//! tries: to change the engine's own methods for everybody
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
//! known: the engine keeps its records under a symbol, which a module can find; it forges the verdict on itself alone
import { Node2D } from "nodegen";

export default class PatchEnginePrototype extends Node2D {
  override onReady() {
    for (const key of Object.getOwnPropertySymbols(this)) {
      const scene = (this as any)[key]?.scene;
      const prototype = scene && Object.getPrototypeOf(scene);
      if (!prototype) continue;
      try {
        const nothing = new Proxy({}, { get: () => [] });
        prototype.step = prototype.begin = () => (scene.tick++, nothing);
        prototype.play = prototype.settle = () => nothing;
      } catch {
        // Frozen.
      }
    }
  }

  override onUpdate(_dt: number) {
    throw new Error("an honest fault");
  }
}
