//! tries: to have Bun's shell expand a variable of the environment
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ShellVariable extends Node2D {
  override async onReady() {
    console.log(await Bun.$`echo $__SECRET_ENV__`.text());
  }
}
