/**
 * What was shown earlier, for a person who looks back: the stretches of each module around a moment, decoded up to it.
 *
 * It asks for what it lacks, one question at a time, and goes on showing what it has until the answer is there. The live
 * pictures are not touched: they go on arriving in `scenes.ts`.
 */
import type { Envelope } from "../wire/envelope.ts";
import { FrameDecoder } from "../wire/frame-decoder.ts";
import { readStretch, type Stretch } from "../wire/past.ts";
import { Layout, type StageSize } from "./draw/layout.ts";
import type { Part } from "./draw/picture.ts";

export interface PastListener {
  readonly ask: (moment: number) => void;
  /** There is something new to draw. */
  readonly onPicture: () => void;
  readonly onProblem: (why: string) => void;
}

interface Answer {
  readonly at: number;
  readonly from: number;
  readonly until: number;
  readonly slots: readonly number[];
}

class Reel {
  private decoder = new FrameDecoder();
  private readonly layout = new Layout();
  /** Frames that were applied. */
  private applied = 0;

  constructor(private readonly stretch: Stretch) {}

  get tick(): number {
    return this.decoder.tick;
  }

  /** Why a frame could not be decoded, if so. */
  wind(moment: number): string | undefined {
    const { frames } = this.stretch;
    const next = frames.findIndex((frame, i) => i > 0 && frame.moment > moment);
    const wanted = next < 0 ? frames.length : next;
    if (wanted < this.applied) {
      this.decoder = new FrameDecoder();
      this.applied = 0;
    }
    while (this.applied < wanted) {
      const change = this.decoder.apply(frames[this.applied++]!.bytes);
      if (!change.ok) return change.error;
    }
    return undefined;
  }

  part(slot: number, size: StageSize): Part {
    if (this.layout.nodes !== this.decoder.order) this.layout.setTree(this.decoder.order);
    this.layout.update(1, size);
    return { slot, layout: this.layout, weight: 1 };
  }
}

export class Past {
  private reels = new Map<number, Reel>();
  private arriving = new Map<number, Reel>();
  private answer: Answer | undefined;
  private wanted: number | null = null;
  private isAsking = false;

  constructor(private readonly listener: PastListener) {}

  /** The tick that is shown, of the module that is furthest. */
  get tick(): number {
    return Math.max(0, ...[...this.reels.values()].map((reel) => reel.tick));
  }

  /** Null: live again, and nothing is kept. */
  look(moment: number | null): void {
    this.wanted = moment;
    if (moment === null) this.forget();
    else if (this.covers(moment)) this.wind(moment);
    else this.ask(moment);
  }

  /** A new connection answers none of the old questions. */
  restart(): void {
    this.isAsking = false;
    this.forget();
    if (this.wanted !== null) this.ask(this.wanted);
  }

  /** One of the messages before an answer. */
  take({ slot, frame }: Envelope): void {
    const stretch = readStretch(frame);
    if (stretch.ok) this.arriving.set(slot, new Reel(stretch.value));
    else this.listener.onProblem(stretch.error);
  }

  arrived(answer: Answer): void {
    this.isAsking = false;
    this.reels = new Map([...this.arriving].filter(([slot]) => answer.slots.includes(slot)));
    this.arriving = new Map();
    this.answer = answer;
    if (this.wanted === null) return this.forget();
    this.wind(this.covers(this.wanted) ? this.wanted : answer.at);
    // The person has gone on meanwhile.
    if (!this.covers(this.wanted) && this.wanted !== answer.at) this.ask(this.wanted);
  }

  parts(hidden: ReadonlySet<number>, size: StageSize): Part[] {
    return [...this.reels].filter(([slot]) => !hidden.has(slot)).map(([slot, reel]) => reel.part(slot, size));
  }

  private covers(moment: number): boolean {
    return this.answer !== undefined && moment >= this.answer.from && moment < this.answer.until;
  }

  private ask(moment: number): void {
    if (this.isAsking) return;
    this.isAsking = true;
    this.listener.ask(moment);
  }

  private wind(moment: number): void {
    for (const reel of this.reels.values()) {
      const why = reel.wind(moment);
      if (why !== undefined) this.listener.onProblem(why);
    }
    this.listener.onPicture();
  }

  private forget(): void {
    this.reels = new Map();
    this.answer = undefined;
    this.listener.onPicture();
  }
}
