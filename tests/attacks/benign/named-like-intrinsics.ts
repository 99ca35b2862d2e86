import { Node2D } from "nodegen";

class Map2 {
  readonly size = 3;
}
class Promise2 extends Map2 {}

export default class NamedLikeIntrinsics extends Node2D {
  override onReady() {
    this.x = new Promise2().size;
  }
}
