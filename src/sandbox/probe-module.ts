/**
 * A module of ours that looks for ways out of its realm, as a hostile one would, and logs what it found: `info` where the
 * boundary held, `error` where it did not, each line "boundary: what was seen". It goes the way of every module's text.
 */
import { kinds } from "../kinds/all.ts";

export const probeParameters = kinds.node.parameters;

export const probeModule = `"use strict";
const report = (name, held, seen) => (held ? console.info : console.error)(name + ": " + seen);
const nameOf = (object) => { try { return String(object.name ?? object); } catch { return "an object"; } };
const given = [...arguments];

// Everything that can be reached by properties, accessors and prototypes, from everything a module is given.
const seen = new Set();
const waiting = [...given];
const foreign = [];
const loose = [];
while (waiting.length > 0) {
  const object = waiting.pop();
  if ((typeof object !== "object" && typeof object !== "function") || object === null || seen.has(object)) continue;
  seen.add(object);
  let top = object;
  while (Object.getPrototypeOf(top) !== null) waiting.push((top = Object.getPrototypeOf(top)));
  // Another realm's objects end in another realm's Object.prototype.
  if (top !== Object.prototype && Reflect.ownKeys(top).includes("hasOwnProperty")) foreign.push(nameOf(object));
  for (const key of Reflect.ownKeys(object)) {
    const slot = Object.getOwnPropertyDescriptor(object, key);
    waiting.push(slot.value, slot.get, slot.set);
  }
}
report("a module reaches nothing of the host", foreign.length === 0, foreign.length === 0
  ? seen.size + " objects walked, all of its own realm" : foreign.slice(0, 3).join(", "));

for (const object of given)
  if (object !== undefined && object !== nodegen$ && object !== console && object !== performance && typeof object !== "number"
    && !Object.isFrozen(object)) loose.push(nameOf(object));
report("standard objects are frozen", loose.length === 0, loose.length === 0 ? "all of them" : loose.slice(0, 3).join(", "));

const tried = (run) => { try { return String(run()); } catch (error) { return error instanceof Error ? "threw" : "threw something foreign"; } };
const compilers = [
  tried(() => (() => {}).constructor("return 1")()),
  tried(() => Object.getPrototypeOf(async () => {}).constructor("return 1")()),
  tried(() => Object.getPrototypeOf(function* () {}).constructor("return 1")()),
  tried(() => (0, eval)("1")),
];
report("text cannot be made into code", compilers.every((one) => one === "threw"), compilers.join(", "));

const names = ["globalThis", "process", "Bun", "require", "fetch", "setTimeout", "WebAssembly", "SharedArrayBuffer", "Atomics", "ShadowRealm", "WeakRef"];
const absent = [
  () => globalThis, () => process, () => Bun, () => require, () => fetch, () => setTimeout, () => WebAssembly,
  () => SharedArrayBuffer, () => Atomics, () => ShadowRealm, () => WeakRef,
].map(tried);
report("no name of the host exists", absent.every((one) => one === "threw"), names.filter((_, at) => absent[at] !== "threw").join(", ") || names.join(", ") + " are not defined");

report("time is simulated", new Date().getTime() === new Date().getTime() && performance.now() === 0, "it is " + new Date().toISOString());

let taken = 0;
const memory = tried(() => { const kept = []; for (; taken < 64; taken++) kept.push(new Uint8Array(16 * 2 ** 20).fill(1)); });
report("memory is bounded", memory === "threw", "refused after " + taken * 16 + " MB");
return { default: class extends nodegen$.Node {} };`;
