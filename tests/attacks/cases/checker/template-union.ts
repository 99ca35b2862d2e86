//! tries: to make a union of millions of texts
//! fires: gate-crash
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

type D = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type E = `${D}${D}${D}${D}`;
type F = { [K in E]: { [L in E]: `${K}${L}` }[E] }[E];
const all: F = "x" as unknown as F;

export default class TemplateUnion extends Node2D {
  kind: F = all;
}
