/**
 * A scene as bytes: what changed since the last frame, or a whole picture for whoever joins.
 *
 * Runs inside the realm, next to the module, so it relies on nothing but ECMAScript, and the host believes none of its
 * bytes before they are decoded. It keeps a copy of what was last sent and compares, so that a field that changed and
 * changed back is never sent; a scene that says which nodes were touched has only these compared. Format: `docs/wire.md`.
 */
import { ByteWriter } from "./byte-writer.ts";
import { Candidates } from "./candidates.ts";
import { writeColumns } from "./columns-writer.ts";
import { Flag, FrameTooLarge, MAX_EXTRA_BYTES, MAX_NODES } from "./frame-format.ts";
import type { FrameNode, Touched } from "./frame-node.ts";
import { InternWriter } from "./interned.ts";
import { longestRow } from "./layout.ts";
import { findRuns, MaskRing, type Runs, sameRuns, writePlainRuns, writeRuns } from "./runs.ts";
import { FRAME_VERSION } from "./schema.ts";
import { Sent } from "./sent.ts";
import { StructureWriter } from "./structure-writer.ts";

const nothing = new Uint8Array(0);
/** Texts sent inline for want of room before the table is started anew: the keyframe that does it costs about as much. */
const CROWDED = 2048;

export class FrameEncoder {
  readonly #out = new ByteWriter();
  readonly #interned = new InternWriter();
  readonly #ring = new MaskRing();
  readonly #scratch = new Float64Array(longestRow);
  /** In tree order. */
  #sent: Sent[] = [];
  /** The list that `#sent` was last made to follow. */
  #nodes: readonly FrameNode[] = [];
  readonly #candidates = new Candidates();
  /** Of text, points and cells, in the scene as it was last sent. */
  #extraBytes = 0;
  /** Those of the last delta, and those being made: they change places. */
  #runs: Runs = [];
  #nextRuns: Runs = [];
  /** Of the last call, and of the last delta that was not empty. */
  #tick = 0;
  #sentTick = 0;
  #isStarted = false;

  /**
   * `nodes` in tree order, parents before children. With `touched`, which a delta clears, no other nodes are looked at, and
   * as long as the list is the same object none have come, gone or moved. A delta is empty when nothing changed. A keyframe
   * says what the deltas so far add up to, and leaves their stream alone. Throws `FrameTooLarge` for a scene that no decoder
   * would take.
   */
  encode(tick: number, nodes: readonly FrameNode[], keyframe: boolean, touched?: Touched): Uint8Array {
    if (!keyframe) return this.#delta(tick, nodes, touched);
    if (!this.#isStarted) this.#delta(tick, nodes, touched);
    return this.#keyframe();
  }

  #delta(tick: number, nodes: readonly FrameNode[], touched: Touched | undefined): Uint8Array {
    const out = this.#out;
    const gap = tick - this.#sentTick;
    const isLong = gap < 0 || gap > 0xff;
    out.clear();
    out.u8(0);
    if (isLong) out.varint(tick);
    else out.u8(tick & 0xff);
    this.#isStarted = true;
    this.#tick = tick;

    const isStructural = this.#findCandidates(nodes, touched);
    if (isStructural) this.#followStructure(nodes);
    const isChanged = this.#followFields(nodes);
    if (!isStructural && !isChanged) return nothing;
    this.#sentTick = tick;
    if (this.#interned.turnedAway > CROWDED) return this.#startAnew();

    findRuns(this.#candidates, this.#nextRuns);
    const isSame = sameRuns(this.#runs, this.#nextRuns);
    if (!isSame) writeRuns(out, this.#nextRuns, this.#sent.length, this.#ring);
    [this.#runs, this.#nextRuns] = [this.#nextRuns, this.#runs];
    writeColumns(out, this.#sent, this.#runs, this.#interned, false);
    out.bytes[0] =
      FRAME_VERSION |
      (isStructural ? Flag.STRUCTURE : 0) |
      (isSame ? Flag.SAME_RUNS : 0) |
      (isLong ? Flag.LONG_TICK : 0);
    return out.take();
  }

  #keyframe(): Uint8Array {
    const out = this.#out;
    const sent = this.#sent;
    out.clear();
    out.u8(FRAME_VERSION | Flag.KEYFRAME);
    out.varint(this.#tick);
    this.#interned.writeAll(out);
    new StructureWriter(out, this.#interned, false).writeAll(sent);
    const runs: Runs = [];
    const all = new Candidates();
    all.takeAll(sent.length);
    for (let i = 0; i < sent.length; i++) all.masks[i] = sent[i]!.unlikeNew();
    findRuns(all, runs);
    writeRuns(out, runs, sent.length, new MaskRing());
    writeColumns(out, sent, runs, this.#interned, true);
    this.#ring.write(out);
    writePlainRuns(out, this.#runs);
    return out.take();
  }

  /** The table of texts is full of old ones: what would have been a delta becomes a keyframe with a new table. */
  #startAnew(): Uint8Array {
    this.#interned.clear();
    this.#ring.clear();
    this.#runs = [];
    for (const sent of this.#sent) {
      sent.writeNewCells(this.#out);
      sent.intern(this.#interned);
    }
    this.#interned.turnedAway = 0;
    return this.#keyframe();
  }

  /** What is to be compared; answers whether nodes came, went, moved or were renamed. */
  #findCandidates(nodes: readonly FrameNode[], touched: Touched | undefined): boolean {
    const isKnown = touched !== undefined && nodes === this.#nodes;
    this.#nodes = nodes;
    if (touched === undefined) this.#candidates.takeAll(nodes.length);
    else this.#candidates.take(touched);
    return isKnown ? this.#isAnyRenamed(nodes) : this.#isOtherStructure(nodes);
  }

  #isAnyRenamed(nodes: readonly FrameNode[]): boolean {
    const { places, count } = this.#candidates;
    for (let k = 0; k < count; k++) {
      const place = places[k]!;
      if (nodes[place]!.name !== this.#sent[place]!.name) return true;
    }
    return false;
  }

  #isOtherStructure(nodes: readonly FrameNode[]): boolean {
    const sent = this.#sent;
    if (sent.length !== nodes.length) return true;
    for (let i = 0; i < sent.length; i++) {
      const node = nodes[i]!;
      const before = sent[i]!;
      if (node.id !== before.id || node.parent !== before.parent || node.name !== before.name) return true;
    }
    return false;
  }

  #followStructure(nodes: readonly FrameNode[]): void {
    if (nodes.length > MAX_NODES)
      throw new FrameTooLarge(`The scene has ${nodes.length} nodes, more than ${MAX_NODES}.`);
    const byId = new Map<number, Sent>();
    this.#sent.forEach((sent, index) => {
      sent.oldIndex = index;
      sent.oldDepth = sent.depth;
      byId.set(sent.id, sent);
    });
    const ancestors: number[] = [];
    const next = nodes.map((node) => {
      const sent = byId.get(node.id) ?? new Sent(node);
      while (ancestors.length > 0 && ancestors.at(-1) !== node.parent) ancestors.pop();
      if (ancestors.length === 0 && node.parent !== 0)
        throw new Error(`encode frame: node ${node.id} comes before its parent ${node.parent}`);
      sent.depth = ancestors.length;
      ancestors.push(node.id);
      sent.parent = node.parent;
      sent.renamed = sent.name !== node.name;
      if (sent.renamed) sent.rename(node.name);
      return sent;
    });
    new StructureWriter(this.#out, this.#interned, true).write(next, this.#sent.length);
    this.#sent = next;
    this.#candidates.takeAlso(next, isNew);
    this.#extraBytes = next.reduce((sum, sent) => sum + sent.extraBytes, 0);
  }

  /** Fills in the masks and answers whether any has a bit. */
  #followFields(nodes: readonly FrameNode[]): boolean {
    const { places, masks, count } = this.#candidates;
    let all = 0;
    for (let k = 0; k < count; k++) {
      const place = places[k]!;
      const sent = this.#sent[place]!;
      const { hasExtra } = sent;
      const before = hasExtra ? sent.extraBytes : 0;
      const mask = sent.follow(nodes[place]!, this.#scratch);
      masks[k] = mask;
      all |= mask;
      if (hasExtra) this.#extraBytes += sent.extraBytes - before;
    }
    if (this.#extraBytes > MAX_EXTRA_BYTES)
      throw new FrameTooLarge(
        `The scene holds ${this.#extraBytes} bytes of text, points and cells, more than ${MAX_EXTRA_BYTES}.`,
      );
    return all !== 0;
  }
}

/** Of it nothing was sent yet. */
const isNew = ({ oldIndex }: Sent): boolean => oldIndex < 0;
