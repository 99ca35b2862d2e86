//! tries: to fill the stack again and again, catching it each time
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class CaughtRecursion extends Node2D {
  override onReady() {
    const dive = (): void => {
      try {
        dive();
      } catch {
        dive();
      }
    };
    dive();
  }
}
