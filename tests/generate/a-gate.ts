/** The real gate, and the declarations that it checks against, for the prompt. */
import { makeGate } from "../../src/gate/gate.ts";
import { gatePowers } from "../gate/gate-powers.ts";

export async function aGate() {
  const powers = await gatePowers();
  const { gate, close } = makeGate(powers);
  return { gate, declarations: await powers.declarations(), [Symbol.asyncDispose]: close };
}
