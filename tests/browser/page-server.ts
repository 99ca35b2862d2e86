/**
 * A server for page tests that says exactly what a test wants: the built page under the real headers, real frames by the
 * real encoder, and a record of what the page sent. Time stands still until `tick` is called.
 */
import { afterAll } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Server, ServerWebSocket } from "bun";
import { Hono } from "hono";

import { targets } from "../../src/cli/build/targets.ts";
import { strictHeaders } from "../../src/server/headers.ts";
import { EnvelopeType, pack } from "../../src/wire/envelope.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { PAGE_VERSION, type PageDown, type PageUp, type SlotInfo, type StageStatus } from "../../src/wire/page.ts";
import type { TestNode } from "../wire/scene.ts";
import { slotInfo } from "./slot-info.ts";

const root = join(import.meta.dir, "../..");

/** What the tests show on one slot of the stage. */
interface Scene {
  readonly nodes: TestNode[];
  readonly encoder: FrameEncoder;
  sequence: number;
}

/** Once a test file, however many servers show it. */
let built: Promise<string> | undefined;

async function buildPage(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "nodegen-page-"));
  await targets.find((target) => target.name === "viewer")!.make(root, directory);
  return join(directory, "viewer");
}

afterAll(async () => {
  if (built) await rm(join(await built, ".."), { recursive: true, force: true });
  built = undefined;
});

export class PageServer implements AsyncDisposable {
  readonly received: PageUp[] = [];
  slots: SlotInfo[] = [slotInfo(1)];
  makes = false;
  /** Whether a page may open its socket. */
  letsIn = true;
  /** Texts of versions of the first module. */
  readonly texts = new Map<number, string>();
  logs: Extract<PageDown, { type: "hello" }>["logs"] = [];
  status: StageStatus = {
    running: true,
    tick: 0,
    nodes: 0,
    viewers: 1,
    speed: 1,
    ticksPerSecond: 64,
    droppedTicks: 0,
    slowTicks: 0,
  };
  #tick = 0;
  #server: Server<undefined> | undefined;
  #port = 0;
  #woken = Promise.withResolvers<void>();
  readonly #scenes = new Map<number, Scene>();
  readonly #sockets = new Set<ServerWebSocket<undefined>>();

  private constructor(readonly files: string) {}

  /** Shows `nodes` as slot 1. */
  static async start(nodes: TestNode[] = []): Promise<PageServer> {
    const server = new PageServer(await (built ??= buildPage()));
    server.show(1, nodes);
    server.listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** On the same port as before, so that a page that lost it can come back. */
  listen(): void {
    const app = new Hono()
      .use(strictHeaders)
      .get("/health", (c) => c.json({ ok: true }))
      .get("/api/stage/modules/1/versions/:version", (c) => {
        const source = this.texts.get(Number(c.req.param("version")));
        const error = { code: "VERSION_NOT_FOUND", message: "Cannot show it: it is not kept", hint: "Look elsewhere." };
        return source === undefined ? c.json({ error }, 404) : c.json({ source });
      })
      .get("/:file?", async (c) => {
        const file = Bun.file(join(this.files, c.req.param("file") ?? "index.html"));
        if (!(await file.exists())) return c.notFound();
        return c.body(await file.arrayBuffer(), 200, { "Content-Type": file.type });
      });
    this.#server = Bun.serve<undefined>({
      hostname: "127.0.0.1",
      port: this.#port,
      fetch: (request, server) =>
        new URL(request.url).pathname === "/ws" && this.letsIn && server.upgrade(request, { data: undefined })
          ? undefined
          : app.fetch(request),
      websocket: {
        open: (socket) => this.#open(socket),
        message: (_socket, text) => {
          this.received.push(JSON.parse(String(text)));
          this.#woken.resolve();
          this.#woken = Promise.withResolvers();
        },
        close: (socket) => void this.#sockets.delete(socket),
      },
    });
    this.#port = this.#server.port!;
  }

  show(slot: number, nodes: TestNode[]): void {
    this.#scenes.set(slot, { nodes, encoder: new FrameEncoder(), sequence: 0 });
  }

  #open(socket: ServerWebSocket<undefined>): void {
    this.#sockets.add(socket);
    const { makes, slots, status, logs } = this;
    const hello = { type: "hello", version: PAGE_VERSION, viewer: 1, width: 960, height: 540 } as const;
    socket.send(JSON.stringify({ ...hello, makes, slots, status, logs } satisfies PageDown));
    for (const slot of this.#scenes.keys()) this.keyframe(slot, socket);
  }

  keyframe(slot: number, to?: ServerWebSocket<undefined>): void {
    const { encoder, nodes, sequence } = this.#scenes.get(slot)!;
    const bytes = pack({
      type: EnvelopeType.KEYFRAME,
      slot,
      sequence,
      frame: encoder.encode(this.#tick, nodes, true),
    });
    for (const socket of to ? [to] : this.#sockets) socket.send(bytes);
  }

  /** Sends what the test changed in its nodes since the last one. `lose` counts the frame and does not send it. */
  tick(lose = false): void {
    this.#tick++;
    for (const [slot, scene] of this.#scenes) {
      const frame = scene.encoder.encode(this.#tick, scene.nodes, false);
      if (frame.length === 0) continue;
      scene.sequence = (scene.sequence + 1) & 0xffff;
      const bytes = pack({ type: EnvelopeType.DELTA, slot, sequence: scene.sequence, frame });
      if (!lose) for (const socket of this.#sockets) socket.send(bytes);
    }
  }

  raw(bytes: Uint8Array): void {
    for (const socket of this.#sockets) socket.send(bytes);
  }

  say(message: PageDown): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  of<T extends PageUp["type"]>(type: T): Extract<PageUp, { type: T }>[] {
    return this.received.filter((message): message is Extract<PageUp, { type: T }> => message.type === type);
  }

  /** The first message of this kind for which `holds`; the test runner's time limit is the limit. */
  async heard<T extends PageUp["type"]>(
    type: T,
    holds: (message: Extract<PageUp, { type: T }>) => boolean = () => true,
  ): Promise<Extract<PageUp, { type: T }>> {
    for (;;) {
      const found = this.of(type).find(holds);
      if (found) return found;
      await this.#woken.promise;
    }
  }

  /** Ends every connection; `code` 1001 is a server that says good-bye. */
  async stop(code: number): Promise<void> {
    for (const socket of this.#sockets) socket.close(code);
    await this.#server?.stop(true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop(1001);
  }
}
