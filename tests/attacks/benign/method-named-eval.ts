import { Node2D } from "nodegen";

class Formula {
  constructor(readonly terms: readonly number[]) {}
  eval(at: number): number {
    return this.terms.reduce((sum, term, power) => sum + term * at ** power, 0);
  }
  require(count: number): boolean {
    return this.terms.length >= count;
  }
}

export default class MethodNamedEval extends Node2D {
  formula = new Formula([1, 2, 3]);

  override onUpdate(_dt: number) {
    this.x = this.formula.eval(this.sceneTime) + (this.formula.require(2) ? 1 : 0);
  }
}
