//! tries: to fill the stack where nobody catches it
//! fires: host-crash
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class Recursion extends Node2D {
  override onReady() {
    const dive = (): number => dive() + 1;
    const trap = {
      toString: (): string => String(dive()),
      get message() {
        return dive();
      },
      get stack() {
        return dive();
      },
    };
    throw trap;
  }
}
