//! tries: to crash the process that it runs in
//! fires: host-crash
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class AbortTheHost extends Node2D {
  constructor() {
    super();
    process.abort();
  }
}
