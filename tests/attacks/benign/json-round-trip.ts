import { Node2D } from "nodegen";

export default class JsonRoundTrip extends Node2D {
  override onReady() {
    const copy = JSON.parse(JSON.stringify({ a: [1, { b: 2 }], toJSON: undefined })) as { a: unknown[] };
    this.x = copy.a.length;
  }
}
