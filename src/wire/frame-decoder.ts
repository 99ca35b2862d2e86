/**
 * Frames read back into nodes, for the page that draws them and for tests. Knows nothing of drawing.
 *
 * What it is given came out of a process full of a module's code, by way of a server that may be anybody's: any bytes give
 * a change or a sentence, never an exception, and never more memory than the caps of `frame-format.ts` (65,536 nodes, 32 MB
 * of text, points and cells). After an error it takes nothing but a keyframe; until then the nodes are as far as it came.
 */
import { err, ok, type Result } from "../base/result.ts";
import { ByteReader } from "./byte-reader.ts";
import { ColumnsReader } from "./columns-reader.ts";
import { type DecodedNode, HeldNode } from "./decoded-node.ts";
import { Flag, Malformed, MAX_FRAME_BYTES, VERSION_MASK } from "./frame-format.ts";
import { InternReader } from "./interned.ts";
import { NodeIndex } from "./node-index.ts";
import { MaskRing, readPlainRuns, readRuns, type Runs } from "./runs.ts";
import { FRAME_VERSION } from "./schema.ts";
import { readStructure } from "./structure-reader.ts";

export interface FrameChange {
  readonly tick: number;
  readonly keyframe: boolean;
  /** Nodes came, went, moved in the tree or were renamed: what shows the tree must be made again. */
  readonly structure: boolean;
}

export class FrameDecoder {
  #tick = 0;
  /** Counts what was read, for telling the nodes of this frame from older ones. */
  #frame = 0;
  #index = new NodeIndex();
  #order: HeldNode[] = [];
  /** Whose `previous` values are those of the frame before the last one. */
  #behind: "nobody" | "runs" | "everybody" = "nobody";
  readonly #input = new ByteReader();
  readonly #interned = new InternReader();
  readonly #ring = new MaskRing();
  readonly #columns = new ColumnsReader(this.#interned);
  readonly #runs: Runs = [];
  #needsKeyframe = true;

  /** The tick of the last frame. Ticks without one changed nothing. */
  get tick(): number {
    return this.#tick;
  }
  /** By id. The map and its nodes are the decoder's own: the next frame changes them. */
  get nodes(): ReadonlyMap<number, DecodedNode> {
    return this.#index.all;
  }
  /** In tree order. */
  get order(): readonly DecodedNode[] {
    return this.#order;
  }

  /** A sentence says why bytes are no frame; ask for a keyframe then. No bytes at all are a frame that changes nothing. */
  apply(bytes: Uint8Array): Result<FrameChange, string> {
    this.#catchUp();
    if (bytes.length === 0) return ok({ tick: this.#tick, keyframe: false, structure: false });
    try {
      return ok(this.#read(bytes));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.#needsKeyframe = true;
      this.#behind = "everybody";
      this.#index = new NodeIndex();
      for (const node of this.#order) this.#index.add(node);
      return err(`Cannot decode the frame of ${bytes.length} bytes: ${error.message}.`);
    } finally {
      this.#input.close();
    }
  }

  /** What the last frame changed is no longer on its way. */
  #catchUp(): void {
    if (this.#behind === "everybody") for (const node of this.#order) node.catchUp();
    if (this.#behind === "runs") this.#catchUpRuns();
    this.#behind = "nobody";
  }

  #catchUpRuns(): void {
    const runs = this.#runs;
    for (let r = 0; r < runs.length; r += 3) {
      const end = runs[r]! + runs[r + 1]!;
      for (let i = runs[r]!; i < end; i++) {
        const { previous, values } = this.#order[i]!;
        if (previous === values) continue;
        for (let field = 0, rest = runs[r + 2]!; rest !== 0; field++, rest >>>= 1)
          if (rest & 1) previous[field] = values[field]!;
      }
    }
  }

  #read(bytes: Uint8Array): FrameChange {
    if (bytes.length > MAX_FRAME_BYTES) throw new Malformed(`it is longer than ${MAX_FRAME_BYTES} bytes`);
    this.#frame++;
    const input = this.#input.open(bytes);
    const head = input.u8();
    if ((head & VERSION_MASK) !== FRAME_VERSION)
      throw new Malformed(`its version is ${head & VERSION_MASK}, this decoder's ${FRAME_VERSION}`);
    const keyframe = (head & Flag.KEYFRAME) !== 0;
    if (keyframe) this.#readKeyframe(input);
    else this.#readDelta(input, head);
    if (input.left > 0) throw new Malformed(`${input.left} bytes are left over`);
    return {
      tick: this.#tick,
      keyframe,
      structure: keyframe || (head & Flag.STRUCTURE) !== 0,
    };
  }

  #readDelta(input: ByteReader, head: number): void {
    if (this.#needsKeyframe) throw new Malformed("it builds on a keyframe that is missing");
    this.#tick = head & Flag.LONG_TICK ? input.varint() : this.#tick + ((input.u8() - this.#tick) & 0xff);
    if (head & Flag.STRUCTURE) this.#readStructure(input);
    if ((head & Flag.SAME_RUNS) === 0) readRuns(input, this.#order.length, this.#ring, this.#runs);
    this.#columns.read(input, this.#order, this.#runs, this.#frame);
    this.#behind = "runs";
  }

  #readKeyframe(input: ByteReader): void {
    const before = this.#index;
    this.#index = new NodeIndex();
    this.#order = [];
    this.#columns.clear();
    this.#tick = input.varint();
    this.#interned.readAll(input);
    this.#readStructure(input);
    const runs: Runs = [];
    readRuns(input, this.#order.length, new MaskRing(), runs);
    this.#columns.read(input, this.#order, runs, this.#frame);
    this.#ring.read(input);
    readPlainRuns(input, this.#order.length, this.#runs);
    // A node that was there moves on from where it was seen.
    if (before.size > 0)
      for (const node of this.#order) {
        const seen = before.find(node.id);
        if (seen?.kind === node.kind) node.previous = seen.values;
      }
    this.#behind = "everybody";
    this.#needsKeyframe = false;
  }

  #readStructure(input: ByteReader): void {
    const index = this.#index;
    this.#order = readStructure<HeldNode>(input, this.#interned, {
      old: this.#order,
      find: (id) => index.find(id),
      add: (id, kind, type, stem, number) => {
        const node = new HeldNode(id, kind, type, stem, number, this.#frame);
        index.add(node);
        return node;
      },
      rename: (node, stem, number) => node.rename(stem, number),
    });
    this.#settle();
  }

  /** Places, parents, and what is no longer there. */
  #settle(): void {
    const ancestors: number[] = [];
    const order = this.#order;
    for (let index = 0; index < order.length; index++) {
      const node = order[index]!;
      node.index = index;
      node.isTaken = false;
      node.parent = node.depth > 0 ? ancestors[node.depth - 1]! : 0;
      ancestors[node.depth] = node.id;
    }
    if (this.#index.size === order.length) return;
    for (const node of this.#index.all.values()) {
      if (order[node.index] === node) continue;
      this.#index.delete(node.id);
      this.#columns.forget(node);
    }
  }
}
