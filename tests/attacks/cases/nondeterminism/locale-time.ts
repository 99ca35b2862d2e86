//! tries: to read the clock through the text of a date
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Label, Node2D } from "nodegen";

export default class LocaleTime extends Node2D {
  override onReady() {
    const time = new Date().toLocaleTimeString("en", { fractionalSecondDigits: 3 } as Intl.DateTimeFormatOptions);
    this.addChild(new Label({ text: time + new Date().toISOString() }));
  }
}
