//! tries: to keep the host busy for ever while the scene is built
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInConstructor extends Node2D {
  constructor() {
    super();
    for (;;);
  }
}
