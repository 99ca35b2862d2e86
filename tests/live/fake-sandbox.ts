/**
 * Children without processes, for tests of the clockwork alone: one circle whose x counts the ticks. A module's text says
 * how it behaves. That real children behave so is shown in `real.test.ts`.
 */
import { contentHash } from "../../src/base/hash.ts";
import type { Json } from "../../src/base/json.ts";
import type { NodeDescription } from "../../src/base/node-description.ts";
import { err, ok, type Result } from "../../src/base/result.ts";
import type { Snapshot } from "../../src/base/snapshot.ts";
import { type Checked, mintChecked } from "../../src/gate/checked.ts";
import { mintProven, type Proven, type Proving } from "../../src/sandbox/proven.ts";
import type { End, Kept, RunOptions, Sandbox, Session, SessionTick, TickResult } from "../../src/sandbox/sandbox.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { TestNode } from "../wire/scene.ts";

/**
 * `hang@3`: from tick 3 on it answers only when it is released or killed. `die@3`: its child is gone at tick 3. `garbage@3`:
 * its frame is none. `broken`: it does not start. `alone`: a version without the node Extra.
 */
export function fakeModule(name: string, behaviour = ""): Proven {
  const source = `${name} ${behaviour}`;
  const checked = mintChecked({
    kind: "node",
    name,
    hash: contentHash(source),
    source,
    code: behaviour,
    map: "",
    permissions: {},
  } as Parameters<typeof mintChecked>[0]);
  const ms = { start: 0, construct: 0, ticks: 0, worstTick: 0, total: 0 };
  return mintProven(checked, { ok: true, findings: [], frames: 10, nodes: 2, peakMemory: 0, log: [], ms });
}

export class FakeSandbox implements Pick<Sandbox, "open"> {
  readonly sessions: FakeSession[] = [];
  /** Holds every opening back until it settles. */
  gate: Promise<void> = Promise.resolve();

  async open(
    module: Proven | Proving,
    options: RunOptions & { snapshot?: Snapshot },
  ): Promise<Result<Session, End["findings"][0][]>> {
    await this.gate;
    if (module.checked.code === "broken") return err([finding("it throws when it is constructed")]);
    const session = new FakeSession(module, options.snapshot);
    this.sessions.push(session);
    return ok(session);
  }
}

export class FakeSession implements Session {
  readonly pid = 1;
  readonly firstTick: number;
  readonly notRestored: readonly string[];
  readonly ended: Promise<End>;
  readonly turns: SessionTick[] = [];
  readonly #checked: Checked;
  readonly #encoder = new FrameEncoder();
  readonly #nodes = [new TestNode(1, 0, "Node2D", "Root"), new TestNode(2, 1, "Circle", "Ball")];
  #tick: number;
  #end: End | undefined;
  #settleEnd!: (end: End) => void;
  #held: (() => void)[] = [];

  constructor({ checked }: { readonly checked: Checked }, snapshot?: Snapshot) {
    this.#checked = checked;
    this.firstTick = this.#tick = snapshot?.tick ?? 0;
    this.notRestored = checked.code === "alone" && snapshot ? ["/Extra (Rect) is not in the new scene"] : [];
    this.#nodes[1]!.set("x", this.#tick);
    for (const node of snapshot?.nodes ?? [])
      this.#nodes.find((n) => n.id === node.id)?.set("radius", node.fields["radius"] as number);
    this.ended = new Promise((settle) => (this.#settleEnd = settle));
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  async tick(request: SessionTick): Promise<Result<TickResult, End>> {
    if (this.#end) return err(this.#end);
    this.turns.push(request);
    const next = this.#tick + (request.hold ? 0 : 1);
    if (this.#does("hang", next)) await new Promise<void>((release) => this.#held.push(release));
    if (this.#does("die", next)) this.#over({ reason: "it died", findings: [finding("it died")] });
    if (this.#end) return err(this.#end);
    this.#tick = next;
    this.#nodes[1]!.set("x", next);
    const refused = request.edits.flatMap(({ property, value }, edit) => {
      if (property !== "radius") return [{ edit, message: `there is no "${property}"` }];
      this.#nodes[1]!.set("radius", Math.min(100, value as number));
      return [];
    });
    const spoilt = this.#does("garbage", next) ? Uint8Array.of(0xee) : undefined;
    const delta = spoilt ?? this.#encoder.encode(next, this.#nodes, false);
    const keyframe = request.keyframe ? this.#encoder.encode(next, this.#nodes, true) : undefined;
    return ok({ tick: next, nodes: 2, delta, keyframe, log: [], logDropped: 0, refused, ms: 1 });
  }

  async describe(): Promise<Result<NodeDescription, End>> {
    if (this.#end) return err(this.#end);
    const radius = { name: "radius", value: this.#radius as Json, type: "number", tunable: true, initial: 16 } as const;
    const ball = {
      id: 2,
      name: "Ball",
      type: "Circle",
      base: "Circle",
      path: "/Ball",
      properties: [radius],
      children: [],
    };
    return ok({ id: 1, name: "Root", type: "Root", base: "Node2D", path: "/", properties: [], children: [ball] });
  }

  async describeNode(id: number): Promise<Result<NodeDescription | null, End>> {
    const described = await this.describe();
    if (!described.ok) return described;
    const found = [described.value, ...described.value.children].find((node) => node.id === id);
    return ok(found ? { ...found, children: [] } : null);
  }

  async snapshot(): Promise<Result<Snapshot, End>> {
    if (this.#end) return err(this.#end);
    const nodes = [{ path: "/Ball", type: "Circle", id: 2, fields: { radius: this.#radius } }];
    if (this.#checked.code !== "alone") nodes.push({ path: "/Extra", type: "Rect", id: 3, fields: { radius: 0 } });
    return ok({ version: 1, tick: this.#tick, nextId: 4, random: [], nodes, notCarried: ["Ball: #speed is private"] });
  }

  async keep(): Promise<Result<Kept, End>> {
    const saved = await this.snapshot();
    return saved.ok ? ok(() => saved.value) : saved;
  }

  async marks(): Promise<Result<string, End>> {
    return this.#end ? err(this.#end) : ok("00010002");
  }
  async paths(): Promise<Result<readonly string[], End>> {
    return this.#end ? err(this.#end) : ok(["/", "/Ball"]);
  }

  async keyframe(): Promise<Result<Uint8Array, End>> {
    return this.#end ? err(this.#end) : ok(this.#encoder.encode(this.#tick, this.#nodes, true));
  }

  kill(reason: string): void {
    this.#over({ reason, findings: [] });
  }

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  get #radius(): number {
    return this.#nodes[1]!.values[12]!;
  }

  #does(what: string, tick: number): boolean {
    const at = new RegExp(`${what}@(\\d+)`).exec(this.#checked.code);
    return at !== null && (what === "hang" ? tick >= Number(at[1]) : tick === Number(at[1]));
  }

  #over(end: End): void {
    if (this.#end) return;
    this.#end = end;
    this.#settleEnd(end);
    this.release();
  }
}

export const finding = (message: string): End["findings"][0] => ({
  code: "SMOKE_DIED",
  severity: "error",
  stage: "smoke",
  message,
  hint: "Change it.",
  line: 1,
  column: 1,
});
