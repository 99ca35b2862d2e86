/**
 * A stage without children, for tests of the server alone: it remembers what it was asked, and does what a test tells it.
 */
import type { InputRecord } from "../../src/base/input-record.ts";
import type { Json } from "../../src/base/json.ts";
import type { NodeDescription } from "../../src/base/node-description.ts";
import type { Problem } from "../../src/base/problem.ts";
import { err, ok } from "../../src/base/result.ts";
import type { Stage, Viewer } from "../../src/live/stage.ts";
import type { SlotInfo, StageEvent, StageStatus, Transport } from "../../src/wire/page.ts";

export const spinner: SlotInfo = {
  slot: 1,
  name: "Spinner",
  hash: `sha256:${"a".repeat(64)}`,
  source: "export default class Spinner extends Node2D {}",
  about: { description: "a sprite that spins", path: "out/spinner.ts" },
  state: "live",
  frames: 10,
  findings: [],
  swaps: 0,
  version: 1,
  versions: [{ version: 1, name: "Spinner", hash: `sha256:${"a".repeat(64)}` }],
};
export const ROOT = 2 ** 32 + 1;
const swapped = { slot: 1, ticksReplayed: 1, carried: [], notCarried: [], version: 1, rolledBack: false };
export const noVersion: Problem = {
  code: "VERSION_NOT_FOUND",
  message: 'Cannot roll back "Spinner" to version 9: no state of it is kept',
  hint: "Kept are 1.",
};
export const noSlot: Problem = {
  code: "SLOT_NOT_FOUND",
  message: "Cannot arrange module 9: it is not on the stage",
  hint: "Look again.",
};
export const noNode: Problem = {
  code: "NODE_NOT_FOUND",
  message: "Cannot edit node 7: it is gone",
  hint: "Look again.",
};

export class FakeStage implements Stage {
  readonly width = 960;
  readonly height = 540;
  readonly viewers = new Set<Viewer>();
  readonly listeners = new Set<(event: StageEvent) => void>();
  readonly inputs: InputRecord[] = [];
  readonly edits: { node: number; values: { readonly [property: string]: Json } }[] = [];
  readonly transports: Transport[] = [];
  readonly removed: number[] = [];
  modules: SlotInfo[] = [spinner];
  speed = 1;
  describes = 0;
  fails = false;

  add: Stage["add"] = async (proven, about) => {
    const info: SlotInfo = { ...spinner, slot: this.modules.length + 1, about, hash: proven.checked.hash };
    this.modules = [...this.modules, info];
    return ok(info);
  };
  swap: Stage["swap"] = async (slot) => ok({ ...swapped, slot });
  rollBack: Stage["rollBack"] = async (slot, version) =>
    version === 1 ? ok({ ...swapped, slot, rolledBack: true }) : err(noVersion);
  sourceOf: Stage["sourceOf"] = (slot, version) => (slot === 1 && version === 1 ? ok(spinner.source) : err(noVersion));
  turnAway(): void {}
  revive: Stage["revive"] = async () => err([finding]);
  arrange: Stage["arrange"] = (slot, { name, order: _, ...place }) => {
    const found = this.modules.find((module) => module.slot === slot);
    if (!found) return err(noSlot);
    const info = { ...found, name: name ?? found.name, place: { x: 0, y: 0, scale: 1, visible: true, ...place } };
    this.modules = this.modules.map((module) => (module === found ? info : module));
    return ok(info);
  };
  remove: Stage["remove"] = (slot) => {
    this.removed.push(slot);
    return ok(null);
  };
  transport: Stage["transport"] = (change) => {
    this.transports.push(change);
    this.speed = change.speed ?? this.speed;
    return ok(this.status());
  };
  edit: Stage["edit"] = async (node, values) => {
    if (node !== ROOT) return err(noNode);
    this.edits.push({ node, values });
    return ok({ ...values });
  };
  /** What `texture` answers with. */
  picture: Awaited<ReturnType<Stage["texture"]>> = err(noNode);
  readonly textures: (readonly [slot: number, path: string])[] = [];
  texture: Stage["texture"] = async (slot, path) => {
    this.textures.push([slot, path]);
    return this.picture;
  };
  input(records: readonly InputRecord[]): void {
    this.inputs.push(...records);
  }
  readonly released: number[] = [];
  release(viewer: number): void {
    this.released.push(viewer);
  }
  describeNode: Stage["describeNode"] = async (id) => {
    this.describes++;
    if (this.fails) throw new Error("the stage broke");
    const found = [this.tree, ...this.tree.children].find((one) => one.id === id);
    return found ? { ...found, children: [] } : null;
  };
  watch(viewer: Viewer): () => void {
    this.viewers.add(viewer);
    return () => this.viewers.delete(viewer);
  }
  listen(note: (event: StageEvent) => void): () => void {
    this.listeners.add(note);
    return () => this.listeners.delete(note);
  }
  past: Stage["past"] = (moment) => ({
    from: 5,
    until: 9,
    slots: moment === 7 ? [{ slot: 1, message: new Uint8Array([1, 4, 0, 0, 1, 0, 0, 0]) }] : [],
  });
  status(): StageStatus {
    const { speed, viewers } = this;
    return {
      running: true,
      tick: 64,
      nodes: 2,
      viewers: viewers.size,
      speed,
      ticksPerSecond: 64,
      droppedTicks: 0,
      slowTicks: 0,
    };
  }
  slots(): readonly SlotInfo[] {
    return this.modules;
  }
  describe: Stage["describe"] = async () => {
    this.describes++;
    if (this.fails) throw new Error("the stage broke");
    return [{ slot: 1, name: "Spinner", tree: this.tree }];
  };
  tree: NodeDescription = { ...node(ROOT, "Spinner"), children: [node(ROOT + 1, "Circle")] };
  async close(): Promise<void> {}

  /** What the real one does at an event. */
  tell(event: StageEvent): void {
    for (const note of this.listeners) note(event);
    for (const viewer of this.viewers) viewer.note(event);
  }
}

export const finding = {
  code: "SMOKE_THREW",
  severity: "error",
  stage: "smoke",
  message: '"boom" was thrown',
  hint: "Do not throw.",
  line: 3,
  column: 5,
} as const;

export const node = (id: number, name: string): NodeDescription => ({
  id,
  name,
  type: name,
  base: "Node2D",
  path: `/${name}`,
  properties: [{ name: "speed", value: 1, type: "number", tunable: true, initial: 1, range: [0, 10] }],
  children: [],
});
