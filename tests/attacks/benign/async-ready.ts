import { Node2D } from "nodegen";

export default class AsyncReady extends Node2D {
  override async onReady() {
    await this.after(0.05);
    this.x = 10;
  }
}
