/**
 * A program that uses the gate, for tests that need one to look at or to kill: judges its last argument, prints how many
 * findings there are, and then does as its first argument says: `end` (by itself, nothing closed), `close`, or `stay`.
 */
import { makeGate } from "../../src/gate/gate.ts";
import { gatePowers } from "./gate-powers.ts";

const [how, source = ""] = process.argv.slice(2);
const { gate, close } = makeGate(await gatePowers());
const { findings } = await gate(source);
console.log(findings.length);
if (how === "close") await close();
if (how === "stay") await new Promise(() => setInterval(() => {}, 1000));
