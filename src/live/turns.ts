/**
 * The turns of a slot's module: the ticks it owes, the input and the edits that wait for the next one, and what each was asked
 * with, for a successor that has to play the same.
 *
 * They are played one after another, as fast as the module answers; the host drops what a slow one cannot catch up with.
 * Who plays them, and what is shown of it, is the slot's.
 */
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { OthersNews } from "../base/others.ts";
import type { Problem } from "../base/problem.ts";
import { err, type Result } from "../base/result.ts";
import type { TickResult } from "../sandbox/sandbox.ts";
import { asRequest, type Edit, EditDesk } from "./edits.ts";
import { InputQueue } from "./input-queue.ts";
import type { Early, Successor, Turn } from "./successor.ts";

export interface TurnsHost {
  isLive(): boolean;
  /** What is new of the others on the stage. */
  news(): OthersNews | undefined;
  /** Answers with the edits that the module refused; undefined when there is no module any more. */
  play(turn: Turn): Promise<TickResult["refused"] | undefined>;
  describeNode(node: number): Promise<Result<NodeDescription | null, Problem>>;
  /** Why nothing can be edited. */
  notLive(): Problem;
}

export class Turns {
  readonly #host: TurnsHost;
  /** Below 0: it has played a tick before it was due, and leaves the next one out. */
  #owed = 0;
  #early: Early | undefined;
  /** A turn without time is owed: somebody edits what stands still. */
  #owesHold = false;
  #isPlaying = false;
  readonly #input = new InputQueue();
  readonly #edits: EditDesk;
  #recording: Turn[] | undefined;

  constructor(slot: number, host: TurnsHost) {
    this.#host = host;
    this.#edits = new EditDesk(slot, (node) => host.describeNode(node));
  }

  /** Ticks. */
  get owed(): number {
    return this.#owed;
  }
  /** While the module is a tick ahead of the clock, which it was to show that it can play: how it was before that. */
  get early(): Early | undefined {
    return this.#owed < 0 ? this.#early : undefined;
  }

  /** So many ticks more, `most` in all; answers how many are dropped. */
  owe(ticks: number, most: number): number {
    if (!this.#host.isLive()) return 0;
    const owed = Math.max(this.#owed, Math.min(this.#owed + ticks, most));
    const dropped = this.#owed + ticks - owed;
    // A tick that is left out is one for edits all the same.
    this.#owesHold ||= this.#owed < 0;
    this.#owed = owed;
    void this.#play();
    return dropped;
  }

  /** What is owed belongs to the past, and no tick may come for a while: edits do not wait for it. */
  forgive(): void {
    this.#owed = Math.min(this.#owed, 0);
    this.hold();
  }

  /** Makes the edits that wait, now, in a turn in which time stands still. */
  hold(): void {
    this.#owesHold = true;
    void this.#play();
  }

  input(records: readonly InputRecord[]): void {
    if (this.#host.isLive()) this.#input.add(records);
  }

  async edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>> {
    return this.#host.isLive() ? this.#edits.add(node, values) : err(this.#host.notLive());
  }

  /** From now on every turn is written down, for a successor; what it has to know before them is the first. */
  record(others: OthersNews | undefined): Turn[] {
    return (this.#recording = others ? [{ input: [], edits: [], others, hold: true }] : []);
  }
  stopRecording(): void {
    this.#recording = undefined;
  }

  /** Another child plays them from here on. */
  begin({ fromStart, ahead, snapshot, held, left }: Successor): void {
    const late = left.filter(({ hold }) => !hold).length;
    // What the one before it was ahead belongs to the past, with the tick that it played for that.
    this.#owed = fromStart ? 0 : Math.max(this.#owed, 0) + late - ahead;
    this.#early = snapshot && { snapshot, turns: [...held] };
    this.#owesHold = left.length > late;
    for (const { input, edits } of left) {
      this.#input.add(input);
      this.#edits.repeat(edits);
    }
  }

  /** Nobody plays them any more. */
  end(): void {
    this.#owed = 0;
    this.#input.take();
    this.#edits.refuseWaiting(this.#host.notLive());
  }

  async #play(): Promise<void> {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    while (this.#host.isLive() && (this.#owed > 0 || this.#owesHold)) {
      const hold = this.#owed <= 0;
      this.#owesHold = false;
      if (!hold) this.#owed--;
      if (!hold || !this.#edits.isEmpty) await this.#playOne(hold);
    }
    this.#isPlaying = false;
  }

  async #playOne(hold: boolean): Promise<void> {
    const edits = this.#edits.take();
    const input = hold ? [] : this.#input.take();
    const others = hold ? undefined : this.#host.news();
    const turn: Turn = { input, edits: asRequest(edits), ...(others && { others }), ...(hold && { hold }) };
    this.#recording?.push(turn);
    if (this.#owed < 0) this.#early?.turns.push(turn);
    const refused = await this.#host.play(turn);
    if (refused) this.#edits.made(edits, refused);
    else this.#refuse(edits);
  }

  #refuse(edits: readonly Edit[]): void {
    for (const { answer } of edits) answer(err(this.#host.notLive()));
  }
}
