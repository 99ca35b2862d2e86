//! tries: to run code as a decorator
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

const leak = (value: unknown, _context: unknown): void => console.log(process.env.__SECRET_ENV__, value);

@leak
export default class OwnDecorator extends Node2D {}
