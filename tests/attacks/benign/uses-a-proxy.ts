import { Node2D } from "nodegen";

export default class UsesAProxy extends Node2D {
  override onReady() {
    const counted = new Proxy({ reads: 0 }, { get: (target, key) => (key === "reads" ? ++target.reads : undefined) });
    this.x = counted.reads + counted.reads;
  }
}
