//! tries: to run code in the name of a method
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class GetterKey extends Node2D {
  [`k${console.log(process.env.__SECRET_ENV__)}`]() {}
}
