//! tries: to crash the process that it runs in by reading memory that is not there
//! fires: host-crash
//! expected: rejected
//! layer: kernel
import { read } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiCrash extends Node2D {
  constructor() {
    super();
    read.u8(8 as any, 0);
  }
}
