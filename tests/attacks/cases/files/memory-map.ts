//! tries: to map a file of the host into memory
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { Node2D } from "nodegen";

export default class MemoryMap extends Node2D {
  override onReady() {
    console.log(Buffer.from(Bun.mmap("__SECRET_FILE__")).toString());
  }
}
