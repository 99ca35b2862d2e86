//! tries: to part words by spaces that patterns do not look for
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class NoBreakSpaces extends Node2D {
  override onReady() {
    console.log(process .﻿env　.__SECRET_ENV__);
  }
}
