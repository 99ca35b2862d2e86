/** The field in which two states of a module part: of the node that is named already, or of the first one that differs. */
import { type Json, stableJson } from "../base/json.ts";
import { quoted } from "../base/printable.ts";
import type { Snapshot, SnapshotNode } from "../base/snapshot.ts";

export interface DifferingField {
  /** Empty: it is the scene's own. */
  readonly node: string;
  /** Absent: the node itself is in one of them alone. */
  readonly name?: string;
  /** At which the states were compared. */
  readonly tick: number;
  /** Absent: there was no such thing. */
  readonly recorded?: Json;
  readonly now?: Json;
}

export function differingField(recorded: Snapshot, now: Snapshot, named?: string): DifferingField | undefined {
  const [then, today] = [byPath(recorded), byPath(now)];
  const paths = [...(named === undefined ? [] : [named]), ...then.keys(), ...today.keys()];
  for (const node of paths) {
    const parts = fieldOf(then.get(node), today.get(node));
    if (parts) return { node, tick: recorded.tick, ...parts };
  }
  if (same(recorded.random, now.random)) return undefined;
  return { node: "", name: "random", tick: recorded.tick, recorded: recorded.random, now: now.random };
}

type Parts = Pick<DifferingField, "name" | "recorded" | "now">;

function fieldOf(then: SnapshotNode | undefined, today: SnapshotNode | undefined): Parts | undefined {
  if (then?.type !== today?.type) return { recorded: then?.type, now: today?.type };
  for (const name of Object.keys({ ...then?.fields, ...today?.fields })) {
    const [recorded, now] = [then?.fields[name], today?.fields[name]];
    if (!same(recorded, now)) return { name, recorded, now };
  }
  return undefined;
}

/** `"x" of "/Ball" was 12.5 at tick 192, and is 13.5` */
export function tellField({ node, name, tick, recorded, now }: DifferingField): string {
  const holder = node === "" ? "the scene" : quoted(node);
  const what = name === undefined ? holder : `${quoted(name)} of ${holder}`;
  const was = recorded === undefined ? "was not there" : `was ${short(recorded)}`;
  const is = now === undefined ? "is not there" : `is ${short(now)}`;
  return `${what} ${was} at tick ${tick}, and ${is}`;
}

const byPath = ({ nodes }: Snapshot): ReadonlyMap<string, SnapshotNode> =>
  new Map(nodes.map((node) => [node.path, node]));
const same = (one: Json | undefined, other: Json | undefined): boolean =>
  one === undefined || other === undefined ? one === other : stableJson(one) === stableJson(other);
/** Numbers to the last digit; what is long is cut. */
const short = (value: Json): string =>
  typeof value === "string" ? quoted(value) : quoted(stableJson(value)).slice(1, -1);
