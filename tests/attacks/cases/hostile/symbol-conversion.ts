//! tries: to throw a value whose conversion gives a symbol
//! fires: host-crash
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class SymbolConversion extends Node2D {
  override onReady() {
    throw { [Symbol.toPrimitive]: () => Symbol("no text") };
  }
}
