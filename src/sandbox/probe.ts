/** Placeholder replaced below. */
import type { SandboxPowers } from "./powers.ts";
import type { Probe } from "./sandbox.ts";
export async function probeEverything(_powers: SandboxPowers): Promise<Probe[]> {
  return [];
}
