/** What the pages are told of a slot, as its module takes it over. */
import type { Proven } from "../sandbox/proven.ts";
import type { ModuleAbout, SlotInfo } from "../wire/page.ts";
import type { Versions } from "./versions.ts";

export const describeSlot = (
  slot: number,
  { checked, verdict }: Proven,
  about: ModuleAbout,
  swaps: number,
  versions: Pick<Versions, "current" | "infos">,
): SlotInfo => ({
  slot,
  name: checked.name,
  hash: checked.hash,
  source: checked.source,
  about,
  state: "live",
  frames: verdict.frames,
  stateHash: verdict.stateHash,
  findings: [],
  swaps,
  version: versions.current,
  versions: versions.infos,
});
