import { bundled } from "./bundled.ts";

/** A child that is run by an attacker, as a program of its own. */
export const hostileProgram = await bundled("hostile-child");
