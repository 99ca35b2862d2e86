//! tries: to keep the host busy for ever while the module loads
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";
const forever = ((): number => {
  for (;;);
})();

export default class LoopAtLoad extends Node2D {
  override x = forever;
}
