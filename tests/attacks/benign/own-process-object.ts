import { Node2D } from "nodegen";
const process = { env: { HOME: "here" }, exit: (code: number): number => code };

export default class OwnProcessObject extends Node2D {
  override onReady() {
    this.x = process.exit(process.env.HOME.length);
  }
}
