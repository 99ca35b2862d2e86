//! tries: to read the clock through a formatter that was given no date
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Label, Node2D } from "nodegen";

export default class IntlClock extends Node2D {
  override onReady() {
    const format = new Intl.DateTimeFormat("en", { fractionalSecondDigits: 3, second: "numeric" });
    this.addChild(
      new Label({
        text:
          format.format() +
          format
            .formatToParts()
            .map(({ value }) => value)
            .join(),
      }),
    );
  }
}
