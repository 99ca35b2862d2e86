//! tries: to have a parser try everything twice, at every level
//! fires: gate-crash
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

const wrong = <a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(<a>(

export default class ExponentialParse extends Node2D {}
