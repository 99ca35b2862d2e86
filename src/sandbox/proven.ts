/**
 * A checked module that also passed its smoke run, as a value that only the sandbox can make. The stage takes nothing
 * else. It is a claim that came out of a process full of the module's code, so it lets nothing out from behind the wall.
 */
import type { Checked } from "../gate/checked.ts";
import type { Verdict } from "./verdict.ts";

declare const brand: unique symbol;

export interface Proven {
  readonly [brand]: "Proven";
  readonly checked: Checked;
  readonly verdict: Verdict;
}

/** A checked module whose smoke run is under way. */
export interface Proving {
  readonly checked: Checked;
  /** Undefined: it did not pass. */
  readonly proof: Promise<Proven | undefined>;
}

const minted = new WeakSet<Proven>();

/** For the sandbox alone. */
export function mintProven(checked: Checked, verdict: Verdict): Proven {
  const proven = Object.freeze({ checked, verdict }) as Proven;
  minted.add(proven);
  return proven;
}

export const isProven = (value: object): value is Proven => minted.has(value as Proven);

/** What comes of a smoke run, now or later. Throws for what was not minted, and for the proof of another module. */
export async function proofOf(module: Proven | Proving): Promise<Proven | undefined> {
  const proven = "proof" in module ? await module.proof : module;
  if (proven === undefined || (isProven(proven) && proven.checked === module.checked)) return proven;
  throw new TypeError("A proof is what the sandbox has made of this module, and nothing else");
}
