import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["api.example.com"] } as const;

export default class AsksForAPermission extends Node2D {
  weather = "unknown";

  override async onReady() {
    const answer = await fetch("https://api.example.com/weather");
    this.weather = answer.text();
  }

  override onUpdate() {
    this.rotation += 0.01;
  }
}
