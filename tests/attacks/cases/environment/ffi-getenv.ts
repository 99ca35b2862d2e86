//! tries: to ask the C library for the environment
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiGetenv extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { getenv: { args: ["cstring"], returns: "cstring" } });
    console.log(String(symbols.getenv(Buffer.from("__SECRET_ENV__\0"))));
  }
}
