//! tries: to resolve a promise with something that never stops being asked
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class EndlessThen extends Node2D {
  override onReady() {
    const trap: any = {
      then: (resolve: (value: unknown) => void) => resolve(trap),
    };
    void Promise.resolve(trap);
  }
}
