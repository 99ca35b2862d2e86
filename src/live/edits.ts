/**
 * Edits of one module from outside: they wait for its next turn, and are answered with the values as they stand after it.
 *
 * While the stage plays, that is the next tick; while it is paused, a turn in which time stands still.
 */
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { TickResult } from "../sandbox/sandbox.ts";
import type { PropertyEdit } from "../wire/protocol.ts";
import { stageNode } from "./node-ids.ts";
import { editRefused, noNode } from "./problems.ts";

type Values = { readonly [property: string]: Json };
/** The node without its children; null when there is none. The problem says that the module was stopped. */
type Described = Result<NodeDescription | null, Problem>;

/** One that was asked for, and who waits for the answer. */
export interface Edit {
  /** Within its module. */
  readonly node: number;
  readonly values: Values;
  readonly answer: (result: Result<Json, Problem>) => void;
}

export class EditDesk {
  readonly #slot: number;
  readonly #describe: (node: number) => Promise<Described>;
  #waiting: Edit[] = [];

  constructor(slot: number, describe: (node: number) => Promise<Described>) {
    this.#slot = slot;
    this.#describe = describe;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(node: number, values: Values): Promise<Result<Json, Problem>> {
    return new Promise((answer) => this.#waiting.push({ node, values, answer }));
  }

  /** Edits that a predecessor made and answered, for its successor to make again. */
  repeat(edits: readonly PropertyEdit[]): void {
    const answer = () => {};
    for (const { node, property, value } of edits) this.#waiting.push({ node, values: { [property]: value }, answer });
  }

  /** In the order in which they were asked for. */
  take(): readonly Edit[] {
    const edits = this.#waiting;
    this.#waiting = [];
    return edits;
  }

  /** After the turn that they were part of; `refused` counts as `asRequest` wrote them. */
  made(edits: readonly Edit[], refused: TickResult["refused"]): void {
    const asked = new Map<number, Promise<Described>>();
    let first = 0;
    for (const edit of edits) {
      const end = first + Object.keys(edit.values).length;
      const reasons = refused.filter(({ edit: at }) => at >= first && at < end).map(({ message }) => message);
      first = end;
      const described = asked.get(edit.node) ?? this.#describe(edit.node);
      asked.set(edit.node, described);
      void described.then((node) => edit.answer(this.#outcome(edit, reasons, node)));
    }
  }

  /** Those that wait: no turn will make them. */
  refuseWaiting(problem: Problem): void {
    for (const { answer } of this.take()) answer(err(problem));
  }

  #outcome({ node: id, values }: Edit, refused: readonly string[], described: Described): Result<Json, Problem> {
    if (!described.ok) return described;
    const node = described.value;
    if (!node) return err(noNode(stageNode(this.#slot, id)));
    if (refused.length > 0) return err(editRefused(refused));
    const named = node.properties.filter(({ name }) => Object.hasOwn(values, name));
    return ok(Object.fromEntries(named.map(({ name, value }) => [name, value])));
  }
}

/** As a tick's request has them. */
export const asRequest = (edits: readonly Edit[]): PropertyEdit[] =>
  edits.flatMap(({ node, values }) => Object.entries(values).map(([property, value]) => ({ node, property, value })));
