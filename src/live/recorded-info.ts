/** What the pages are told of a slot of a recording: as on a stage, by what had played there up to then. */
import type { Proven } from "../sandbox/proven.ts";
import type { SlotInfo, VersionInfo } from "../wire/page.ts";
import type { JournaledModule, JournalRecord } from "./journal-records.ts";
import type { Life } from "./recording.ts";
import { describeSlot } from "./slot-info.ts";
import { MOST_VERSIONS } from "./versions.ts";

export interface RecordedModule {
  readonly proven: Proven;
  readonly journaled: JournaledModule;
}

/** `lives` are those of its slot; `moduleOf` knows modules by their numbers in the recording. */
export function describeLife(
  life: Life,
  lives: readonly Life[],
  moduleOf: (number: number) => RecordedModule,
): SlotInfo {
  const { proven, journaled } = moduleOf(life.module);
  const { description, path } = journaled;
  const played = lives.slice(0, lives.indexOf(life) + 1);
  const swaps = played.filter(({ why }) => why === "swap" || why === "rollback").length;
  const versions = { current: life.version, infos: versionsOf(played, moduleOf) };
  return describeSlot(life.slot, proven, { description, path }, swaps, versions);
}

/** The last ones, as on a stage; the others are seen where they play. None can be gone back to, so none has a tick. */
function versionsOf(played: readonly Life[], moduleOf: (number: number) => RecordedModule): readonly VersionInfo[] {
  const versions = new Map<number, VersionInfo>();
  for (const { version, module } of played) {
    const { name, hash } = moduleOf(module).proven.checked;
    versions.set(version, { version, name, hash });
  }
  return [...versions.values()].sort((one, other) => one.version - other.version).slice(-MOST_VERSIONS);
}

type Arranged = Extract<JournalRecord, { is: "arranged" }>;

/** In the order, under the names and at the places that they had at this moment. */
export function arrangedAt(
  moment: number,
  places: readonly Arranged[],
  infos: readonly SlotInfo[],
): readonly SlotInfo[] {
  const slots = places.findLast((one) => one.moment <= moment)?.slots ?? [];
  const rank = new Map(slots.map((place, at) => [place.slot, { ...place, at }]));
  return infos
    .map((info) => ({ ...info, name: rank.get(info.slot)?.name ?? info.name, place: rank.get(info.slot)?.place }))
    .sort((one, other) => (rank.get(one.slot)?.at ?? one.slot) - (rank.get(other.slot)?.at ?? other.slot));
}

/** Whether they stand otherwise at one of the two moments than at the other. */
export function isRearranged(places: readonly Arranged[], one: number, other: number): boolean {
  const [from, to] = one < other ? [one, other] : [other, one];
  return places.some(({ moment }) => moment > from && moment <= to);
}
