import { Node2D } from "nodegen";

export default class LogsStrangeValues extends Node2D {
  override onReady() {
    console.log(undefined, null, Symbol("s"), 10n, () => 1, new Map([[1, 2]]), new Error("told"), Number.NaN);
    this.x = 1;
  }
}
