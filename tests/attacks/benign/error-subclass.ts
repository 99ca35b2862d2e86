import { Node2D } from "nodegen";
class OutOfFuel extends Error {
  constructor(readonly left: number) {
    super(`only ${left} left`);
    this.name = "OutOfFuel";
  }
}

export default class ErrorSubclass extends Node2D {
  fuel = 5;

  override onUpdate(_dt: number) {
    try {
      if (--this.fuel < 0) throw new OutOfFuel(this.fuel);
    } catch (error) {
      if (!(error instanceof OutOfFuel) || error.name !== "OutOfFuel") throw error;
      this.fuel = 5;
    }
  }
}
