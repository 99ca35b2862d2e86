//! tries: to read the clock by calling Date without new
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Label, Node2D } from "nodegen";

export default class DateText extends Node2D {
  override onReady() {
    const year = new Date(Date()).getFullYear();
    this.addChild(new Label({ text: String(new Date().getMilliseconds() + year) }));
  }
}
