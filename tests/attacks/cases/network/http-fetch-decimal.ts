//! tries: to call home by an address written as one number
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class HttpFetchDecimal extends Node2D {
  override onReady() {
    void fetch("http://2130706433:__TCP_PORT__/").catch(() => {});
  }
}
