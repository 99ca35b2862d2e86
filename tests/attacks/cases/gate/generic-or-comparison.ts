//! tries: to be a call in TypeScript and a comparison in JavaScript
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
const f = (..._: unknown[]): unknown => console.log(process.env.__SECRET_ENV__);

export default class GenericOrComparison extends Node2D {
  override onReady() {
    const A = 1, B = 2;
    f<typeof A, typeof B>(A);
  }
}
