import { Node2D } from "nodegen";
const fibonacci = (n: number): number => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

export default class RecursionWithAnEnd extends Node2D {
  override onUpdate(_dt: number) {
    this.x = fibonacci(12);
  }
}
