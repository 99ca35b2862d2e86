import { Node2D } from "nodegen";

export default class ProcessAsAWord extends Node2D {
  /** What happens in each step of the process; eval, require and import() are only words here. */
  process = "eval(require('fs')) and import('x')";

  override onReady() {
    console.log(this.process, "process.env.HOME", `Bun.file`);
  }
}
