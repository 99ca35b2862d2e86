/**
 * A state of a module as it stands in a journal now and then: its snapshot, compressed. Nothing that is played needs it: it
 * names the field where a replay differs, and a recording is wound back to it where it gives the same digests.
 *
 * Bounded: what is large, or takes the host long to read, is written seldom, and very large scenes never.
 */
import { promisify } from "node:util";
import { zstdCompress, zstdDecompressSync } from "node:zlib";

import type { Snapshot } from "../base/snapshot.ts";
import type { TickResult } from "../sandbox/sandbox.ts";
import { isSystemError } from "../store/disk.ts";
import { parseSnapshot } from "../wire/claims.ts";

/** That states may add to a journal for each tick of a module: 2 kB a second. */
const BYTES_PER_TICK = 32;
/** Ticks to wait for each millisecond that reading one held up the host: about a two-hundredth of its time. */
const TICKS_PER_MS = 12;
/** Reading a larger one would hold up the host for more than a tick. */
const MOST_NODES = 2000;
/** Of the text of one that is read: a journal may come from anybody. */
const MOST_BYTES = 32 * 2 ** 20;

const compress = promisify(zstdCompress);

export async function packState(snapshot: Snapshot): Promise<string> {
  return (await compress(Buffer.from(JSON.stringify(snapshot)))).toString("base64");
}

/** Null: it is none. */
export function unpackState(packed: string): Snapshot | null {
  try {
    const text = zstdDecompressSync(Buffer.from(packed, "base64"), { maxOutputLength: MOST_BYTES }).toString();
    return parseSnapshot(JSON.parse(text));
  } catch (error) {
    // What is no zstd, too large, or no JSON; anything else is a fault of ours.
    if (isSystemError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Says when a state is due: where something has changed since the last one, as often as their size and the time for them allow. */
export class StatePace {
  #next = 0;
  #nodes = 0;
  #hasChanged = true;

  isDue(tick: number): boolean {
    return this.#hasChanged && tick >= this.#next && this.#nodes <= MOST_NODES;
  }

  /** It is asked for, and none is due until it is packed. */
  asked(): void {
    this.#next = Infinity;
    this.#hasChanged = false;
  }

  packed(tick: number, size: number, ms: number): void {
    this.#next = tick + Math.max(size / BYTES_PER_TICK, ms * TICKS_PER_MS);
  }

  played({ nodes, still }: TickResult): void {
    this.#nodes = nodes;
    if (!still) this.#hasChanged = true;
  }
}
