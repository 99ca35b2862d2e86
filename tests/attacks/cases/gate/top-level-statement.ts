//! tries: to act while the module loads
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

console.log(process.env.__SECRET_ENV__);

export default class TopLevelStatement extends Node2D {}
