/** Edits that wait for a module's next tick, each with the one who is waiting for the answer. */
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { TickResult } from "../sandbox/sandbox.ts";
import type { NodeDescription, PropertyEdit } from "../wire/protocol.ts";
import { stageNode } from "./node-ids.ts";
import { editRefused, noNode } from "./problems.ts";

export interface Edit {
  /** Within its module. */
  readonly node: number;
  readonly values: { readonly [property: string]: Json };
  readonly answer: (result: Result<Json, Problem>) => void;
}

/** As the tick's request has them, in the order in which they were asked for. */
export const asRequest = (edits: readonly Edit[]): PropertyEdit[] =>
  edits.flatMap(({ node, values }) => Object.entries(values).map(([property, value]) => ({ node, property, value })));

/** Answers each with its properties as they now stand, or with what was refused. */
export function answerEdits(
  slot: number,
  edits: readonly Edit[],
  refused: TickResult["refused"],
  describe: (node: number) => NodeDescription | undefined,
): void {
  let first = 0;
  for (const edit of edits) {
    const properties = Object.keys(edit.values);
    const reasons = refused
      .filter(({ edit: at }) => at >= first && at < first + properties.length)
      .map(({ message }) => message);
    first += properties.length;
    const node = describe(edit.node);
    if (!node) edit.answer(err(noNode(stageNode(slot, edit.node))));
    else if (reasons.length > 0) edit.answer(err(editRefused(reasons)));
    else edit.answer(ok(standing(node, properties)));
  }
}

const standing = (node: NodeDescription, names: readonly string[]): Json =>
  Object.fromEntries(
    node.properties.filter(({ name }) => names.includes(name)).map(({ name, value }) => [name, value]),
  );
