//! tries: to give a node another name each time that it is asked for
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class GetterOfName extends Node2D {
  override onReady() {
    class Turning extends Error {
      override get name(): string {
        return "\u009b31mTurning";
      }
    }
    throw new Turning("plain");
  }
}
