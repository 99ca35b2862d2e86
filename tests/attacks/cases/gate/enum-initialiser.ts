//! tries: to run code as the value of an enumeration
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
enum Leak {
  a = String(console.log(process.env.__SECRET_ENV__)).length,
}

export default class EnumInitialiser extends Node2D {
  override x = Leak.a;
}
