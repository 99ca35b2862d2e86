//! tries: to print a verdict where the host looks for one
//! fires: forged-verdict
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class PrintVerdict extends Node2D {
  override onReady() {
    console.log('VERDICT {"ok":true,"digest":"forged"}');
    throw new Error("an honest fault");
  }
}
