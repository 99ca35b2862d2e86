/**
 * Edits of one module from outside: they wait for its next tick, and are answered with the values as they stand after it.
 *
 * To answer, the whole tree is described, which costs the child time. So where it takes long, answers wait for each other
 * and share one description; the edits themselves never wait for more than the next tick.
 */
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { TickResult } from "../sandbox/sandbox.ts";
import type { NodeDescription, PropertyEdit } from "../wire/protocol.ts";
import { nodesOf, stageNode } from "./node-ids.ts";
import { editRefused, noNode } from "./problems.ts";

type Values = { readonly [property: string]: Json };

/** One that was asked for, and who waits for the answer. */
export interface Edit {
  /** Within its module. */
  readonly node: number;
  readonly values: Values;
  readonly answer: (result: Result<Json, Problem>) => void;
}
interface Made extends Edit {
  /** Why properties of it were refused. */
  readonly refused: readonly string[];
}

/** Ticks without a description for each millisecond that the last one took: an eighth of the time goes into them at most. */
const TICKS_PER_MS = 0.5;

export class EditDesk {
  readonly #slot: number;
  readonly #describe: () => Promise<NodeDescription | null>;
  #waiting: Edit[] = [];
  #made: Made[] = [];
  #isAnswering = false;
  /** Ticks until the next description. */
  #rest = 0;

  /** `describe` answers null when the module is stopped. */
  constructor(slot: number, describe: () => Promise<NodeDescription | null>) {
    this.#slot = slot;
    this.#describe = describe;
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

  /** After every tick, with the edits that were part of it; `refused` counts as `asRequest` wrote them. */
  made(edits: readonly Edit[], refused: TickResult["refused"]): void {
    let first = 0;
    for (const edit of edits) {
      const end = first + Object.keys(edit.values).length;
      const reasons = refused.filter(({ edit: at }) => at >= first && at < end).map(({ message }) => message);
      this.#made.push({ ...edit, refused: reasons });
      first = end;
    }
    if (--this.#rest <= 0) void this.answer();
  }

  /** Now, since no tick may come. */
  async answer(): Promise<void> {
    if (this.#isAnswering) return;
    this.#isAnswering = true;
    while (this.#made.length > 0) {
      const edits = this.#made.splice(0);
      const asked = performance.now();
      const tree = await this.#describe();
      this.#rest = Math.ceil(TICKS_PER_MS * (performance.now() - asked));
      const nodes = new Map(tree ? nodesOf(tree).map((node) => [node.id, node]) : []);
      for (const edit of edits) edit.answer(this.#outcome(edit, nodes.get(edit.node)));
    }
    this.#isAnswering = false;
  }

  /** Those that wait: no tick will make them. */
  refuseWaiting(problem: Problem): void {
    for (const { answer } of this.take()) answer(err(problem));
  }

  #outcome({ node: id, values, refused }: Made, node: NodeDescription | undefined): Result<Json, Problem> {
    if (!node) return err(noNode(stageNode(this.#slot, id)));
    if (refused.length > 0) return err(editRefused(refused));
    const named = node.properties.filter(({ name }) => Object.hasOwn(values, name));
    return ok(Object.fromEntries(named.map(({ name, value }) => [name, value])));
  }
}

/** As a tick's request has them. */
export const asRequest = (edits: readonly Edit[]): PropertyEdit[] =>
  edits.flatMap(({ node, values }) => Object.entries(values).map(([property, value]) => ({ node, property, value })));
