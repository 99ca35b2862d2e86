//! tries: to run code between "extends" and the body
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class HeritageExpression extends (console.log(process.env.__SECRET_ENV__), Node2D) {}
