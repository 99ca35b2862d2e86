//! tries: to have every node add another in each tick
//! fires: resource
//! expected: rejected
//! layer: host
import { Circle, Node2D } from "nodegen";

class Cell extends Circle {
  override onUpdate() {
    for (let n = 0; n < 3; n++) this.addChild(new Cell());
  }
}

export default class NodeGrowth extends Node2D {
  override onReady() {
    this.addChild(new Cell());
  }
}
