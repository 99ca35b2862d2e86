import { Node2D } from "nodegen";

export default class HandledRejection extends Node2D {
  override async onReady() {
    try {
      await Promise.reject(new Error("expected"));
    } catch {
      this.x = 3;
    }
  }
}
