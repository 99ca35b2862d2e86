/**
 * The versions of one module that were on the stage, each as it was left: its code and the snapshot that belongs to it, so
 * that both can be had back together. They are proven values, kept in memory for as long as the stage is open.
 *
 * Bounded: of many versions, or of large scenes, the oldest are forgotten first; the one that plays never is.
 */
import type { Snapshot } from "../base/snapshot.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { ModuleAbout, VersionInfo } from "../wire/page.ts";

export const MOST_VERSIONS = 20;
/** Nodes in all snapshots together, some hundred bytes each. */
const MOST_NODES = 60_000;

export interface Version {
  readonly number: number;
  readonly proven: Proven;
  readonly about: ModuleAbout;
  /** As it was left; undefined while it was never left. */
  readonly snapshot?: Snapshot;
}

export class Versions {
  /** Oldest first. */
  #kept: Version[];
  #current: number;
  #last = 1;

  constructor(proven: Proven, about: ModuleAbout) {
    this.#kept = [{ number: 1, proven, about }];
    this.#current = 1;
  }

  get current(): number {
    return this.#current;
  }

  get infos(): readonly VersionInfo[] {
    return this.#kept.map(({ number, proven: { checked }, snapshot }) => ({
      version: number,
      name: checked.name,
      hash: checked.hash,
      tick: snapshot?.tick,
    }));
  }

  find(number: number): Version | undefined {
    return this.#kept.find((version) => version.number === number);
  }

  /** Another child takes over from the one that plays, which is left as `snapshot` has it: a new version, or one that was kept. */
  change(left: Snapshot | undefined, to: { readonly proven: Proven; readonly about: ModuleAbout } | number): void {
    this.#kept = this.#kept.map((version) =>
      version.number === this.#current ? { ...version, snapshot: left ?? version.snapshot } : version,
    );
    if (typeof to === "number") this.#current = to;
    else {
      this.#current = ++this.#last;
      this.#kept.push({ number: this.#current, ...to });
    }
    this.#forget();
  }

  #forget(): void {
    let nodes = 0;
    for (const { snapshot } of this.#kept) nodes += snapshot?.nodes.length ?? 0;
    while (this.#kept.length > 2 && (this.#kept.length > MOST_VERSIONS || nodes > MOST_NODES)) {
      const oldest = this.#kept.findIndex(({ number }) => number !== this.#current);
      const [gone] = this.#kept.splice(oldest, 1);
      nodes -= gone?.snapshot?.nodes.length ?? 0;
    }
  }
}
