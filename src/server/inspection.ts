/**
 * The inspector's feed: the nodes that pages look at, described again while they are looked at and whenever they changed.
 *
 * One description of a node serves all pages. Describing costs the modules' children time, so it is asked for at most
 * eight times a second, more seldom where it takes long, and not at all while nobody looks.
 */
import type { NodeDescription } from "../base/node-description.ts";
import type { Stage } from "../live/stage.ts";
import type { ServerClock } from "./options.ts";

/** Milliseconds between two rounds. */
const ROUND = 125;
/** A round may take this share of the time between rounds. */
const SHARE = 1 / 8;

type Tell = (description: NodeDescription | null) => void;
interface Follower {
  readonly node: number;
  readonly tell: Tell;
  /** What it was told last, as text; undefined before the first time. */
  told?: string;
}

export class Inspection {
  readonly #stage: Stage;
  readonly #clock: ServerClock;
  readonly #report: (error: unknown) => void;
  readonly #followers = new Set<Follower>();
  #stopRounds: (() => void) | undefined;
  #busy = false;
  #restUntil = 0;

  constructor(stage: Stage, clock: ServerClock, report: (error: unknown) => void) {
    this.#stage = stage;
    this.#clock = clock;
    this.#report = report;
  }

  /** `tell` hears of the node, without its children, until the returned function is called; null when there is none. */
  follow(node: number, tell: Tell): () => void {
    const follower: Follower = { node, tell };
    this.#followers.add(follower);
    this.#stopRounds ??= this.#clock.every(ROUND, () => void this.#round());
    void this.#round();
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size > 0) return;
      this.#stopRounds?.();
      this.#stopRounds = undefined;
    };
  }

  async #round(): Promise<void> {
    const started = this.#clock.now();
    if (this.#busy || started < this.#restUntil) return;
    this.#busy = true;
    try {
      const wanted = new Set([...this.#followers].map(({ node }) => node));
      const described = [...wanted].map(async (id) => [id, await this.#stage.describeNode(id)] as const);
      const found = new Map(await Promise.all(described));
      for (const follower of this.#followers) this.#tell(follower, found.get(follower.node) ?? null);
    } catch (error) {
      this.#report(error);
    } finally {
      const ended = this.#clock.now();
      this.#restUntil = ended + (ended - started) / SHARE;
      this.#busy = false;
    }
  }

  #tell(follower: Follower, node: NodeDescription | null): void {
    const text = JSON.stringify(node);
    if (text === follower.told) return;
    follower.told = text;
    follower.tell(node);
  }
}
