import { Node2D } from "nodegen";
const shout = (strings: TemplateStringsArray, ...values: unknown[]): string =>
  String.raw(strings, ...values).toUpperCase();

export default class TaggedTemplate extends Node2D {
  override onReady() {
    this.name = shout`node ${this.x}`;
  }
}
