//! tries: to double a type with every line until the checker has no memory left
//! fires: gate-crash
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

const a0 = { l: 1, r: 1 };
const a1 = { l: a0, r: a0 }, a2 = { l: a1, r: a1 }, a3 = { l: a2, r: a2 }, a4 = { l: a3, r: a3 };
const a5 = { l: a4, r: a4 }, a6 = { l: a5, r: a5 }, a7 = { l: a6, r: a6 }, a8 = { l: a7, r: a7 };
const a9 = { l: a8, r: a8 }, b0 = { l: a9, r: a9 }, b1 = { l: b0, r: b0 }, b2 = { l: b1, r: b1 };
const b3 = { l: b2, r: b2 }, b4 = { l: b3, r: b3 }, b5 = { l: b4, r: b4 }, b6 = { l: b5, r: b5 };
const b7 = { l: b6, r: b6 }, b8 = { l: b7, r: b7 }, b9 = { l: b8, r: b8 }, c0 = { l: b9, r: b9 };
const c1 = { l: c0, r: c0 }, c2 = { l: c1, r: c1 }, c3 = { l: c2, r: c2 }, c4 = { l: c3, r: c3 };
const wrong: string = c4;

export default class DoublingTypes extends Node2D {}
