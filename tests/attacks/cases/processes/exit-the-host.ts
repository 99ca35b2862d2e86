//! tries: to end the process that it runs in
//! fires: host-crash
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ExitTheHost extends Node2D {
  constructor() {
    super();
    process.exit(0);
  }
}
