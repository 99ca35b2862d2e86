//! tries: to be called as the species of an array that the engine maps
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Line, Node2D } from "nodegen";

export default class Species extends Node2D {
  override onReady() {
    class Trap extends Array<any> {
      static override get [Symbol.species](): any {
        return function (this: any, ...given: any[]) {
          try {
            console.log(
              new.target?.constructor.constructor(
                "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
              )(),
            );
          } catch {
            console.log("nothing");
          }
          return given;
        };
      }
    }
    const points = new Trap();
    points.push({ x: 0, y: 0 }, { x: 1, y: 1 });
    void points.map((point) => point);
    this.addChild(new Line({ points }));
  }
}
