import { stableJson } from "../base/json.ts";
import { quoted } from "../base/printable.ts";
import type { StateEntry } from "../wire/protocol.ts";

/** Where two states of one scene part, for a person: the node, the field, both values. */
export function firstDifference(first: readonly StateEntry[], second: readonly StateEntry[]): string {
  for (let place = 0; place < Math.max(first.length, second.length); place++) {
    const one = first[place];
    const other = second[place];
    if (one === undefined || other === undefined) {
      const extra = (one ?? other)!;
      return `only one of them has ${name(extra)}`;
    }
    if (one.path !== other.path || one.field !== other.field || one.type !== other.type)
      return `one has ${name(one)} where the other has ${name(other)}`;
    const values = [stableJson(one.value), stableJson(other.value)] as const;
    if (values[0] !== values[1])
      return `${name(one)} is ${quoted(values[0])} in one and ${quoted(values[1])} in the other`;
  }
  return "the difference lies in what is not listed";
}

const name = ({ path, type, field }: StateEntry): string => `${quoted(field)} of ${quoted(path)} (${quoted(type)})`;
