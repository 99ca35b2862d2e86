//! tries: to show code as a comment by turning the text around
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class BidirectionalText extends Node2D {
  override onReady() {
    /*‮ } ⁦if (debug) ⁩⁦ */ console.log(process.env.__SECRET_ENV__); /* end ‮ { ⁦*/
  }
}
