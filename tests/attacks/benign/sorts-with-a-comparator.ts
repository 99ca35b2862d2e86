import { Node2D } from "nodegen";

export default class SortsWithAComparator extends Node2D {
  override onReady() {
    const words = ["b", "a", "C"].sort((a, b) => a.localeCompare(b));
    this.x = words.toSorted().length;
  }
}
