//! tries: to add nodes until nothing else fits
//! fires: resource
//! expected: rejected
//! layer: host
import { Circle, Node2D } from "nodegen";

export default class NodeFlood extends Node2D {
  override onReady() {
    for (;;) this.addChild(new Circle());
  }
}
