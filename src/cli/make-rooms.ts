/**
 * The only place where rooms are made and plugged together, each with the powers it needs and nothing more.
 *
 * A room is loaded when it is first asked for: `check` never pays for the page's server, `--help` for nothing. What was
 * opened is closed by `close`, the last one first.
 */
import { basename, join, resolve } from "node:path";

import packageJson from "../../package.json" with { type: "json" };
import { contentHash } from "../base/hash.ts";
import type { OpenGate } from "../gate/gate.ts";
import type { Gate } from "../gate/report.ts";
import type { ModelClient } from "../generate/client.ts";
import type { Prompt } from "../generate/prompt.ts";
import type { Journal } from "../live/journal.ts";
import type { Stage } from "../live/stage.ts";
import type { Judge } from "../pipeline/judge.ts";
import type { Make } from "../pipeline/make.ts";
import type { Broker } from "../sandbox/broker/broker.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { AuditQuestion } from "../store/audit-reading.ts";
import type { ModuleStore } from "../store/module-record.ts";
import { makeClients } from "./clients.ts";
import type { Options } from "./flags/flag.ts";
import { fromHere } from "./from-here.ts";
import type { Journaling, Replayed } from "./journals.ts";
import { limited } from "./limited.ts";
import { once } from "./once.ts";
import { orThrow } from "./or-throw.ts";
import type { PermissionSession } from "./permissions/session.ts";
import { clock } from "./powers/clock.ts";
import { disk } from "./powers/disk.ts";
import { holdFile } from "./powers/leases.ts";
import { network } from "./powers/network.ts";
import { findOuterLayer, processes } from "./powers/processes.ts";
import { randomBytes } from "./powers/random.ts";
import { sockets } from "./powers/sockets.ts";
import { readInside } from "./powers/sources.ts";
import type { PageOptions, Rooms, RoomsOptions } from "./rooms.ts";
import { root } from "./root.ts";
import type { Recorded } from "./show-recording.ts";

export function makeRooms(plan: RoomsOptions): Rooms {
  const { environment, onProblem, onFault } = plan;
  const closers: (() => unknown)[] = [];
  const clients = makeClients({ environment, onProblem });
  const built = once(async () => {
    const { ensureBuilt } = await import("./build/build.ts");
    return (await ensureBuilt(root)).directory;
  });

  const declarations = once(async () => disk.readText(join(await built(), "nodegen.d.ts")));

  const openGate = once(async (): Promise<OpenGate> => {
    const { makeGate } = await import("../gate/gate.ts");
    const made = makeGate({
      clock,
      spawn: processes.spawn,
      bun: processes.bun,
      reader: join(await built(), "gate/reader.js"),
      declarations,
      writeText: disk.writeText,
      holdFile,
      makeFolder: disk.makeFolder,
      remove: disk.remove,
    });
    closers.push(() => made.close());
    return made;
  });

  const gate = async (): Promise<Gate> => (await openGate()).gate;
  const rehearseGate = async (): Promise<void> => (await openGate()).rehearse();

  const sandbox = once(async (): Promise<Sandbox> => {
    const { makeSandbox } = await import("../sandbox/make-sandbox.ts");
    const folder = join(await built(), "child");
    const made = makeSandbox({
      spawn: processes.spawn,
      executable: processes.bun,
      program: join(folder, "child.js"),
      realm: join(folder, "realm.js"),
      folder,
      platform: processes.platform,
      arch: processes.arch,
      proc: processes.proc,
      end: processes.end,
      interrupt: processes.interrupt,
      sockets,
      outer: findOuterLayer(),
      onProblem,
      every: clock.every,
    });
    closers.push(() => made.close());
    return limited(made, plan.limits ?? {});
  });

  const judge = once(async (): Promise<Judge> => {
    const { makeJudge } = await import("../pipeline/judge.ts");
    return makeJudge({ gate: await gate(), sandbox });
  });

  const store = once(async (directory: string): Promise<ModuleStore> => {
    const { openStore } = await import("./open-store.ts");
    const opened = orThrow(await openStore(directory, onProblem));
    closers.push(() => opened.close());
    return opened;
  });

  const prompt = once(async (): Promise<Prompt> => {
    const { makePrompt } = await import("../generate/prompt.ts");
    const { nodeKind } = await import("../kinds/node.ts");
    return makePrompt({ kind: nodeKind, declarations: await declarations(), scenes: await clients.scenes() });
  });

  async function make(options: Options): Promise<Make> {
    // The judge takes longest to be ready, so it is asked for first.
    const [, asked] = await Promise.all([judge(), clients.client(options)]);
    return pipeline(asked, options.out);
  }

  async function pipeline(asked: ModelClient, out: string): Promise<Make> {
    const directory = resolve(out);
    const [{ makePipeline }, words, judging, modules] = await Promise.all([
      import("../pipeline/make-pipeline.ts"),
      prompt(),
      judge(),
      store(directory),
    ]);
    return makePipeline({
      client: asked,
      prompt: words,
      judge: judging,
      store: modules,
      keepAnswer: (text) => keepAnswer(directory, text),
      pathFor: fromHere,
      now: clock.now,
      today: clock.today,
    });
  }

  const permissions = once(async (options: Options): Promise<PermissionSession> => {
    const { openPermissions } = await import("./permissions/open.ts");
    const opened = orThrow(await openPermissions(options, plan.permissionSet, environment, onProblem));
    closers.push(() => opened.close());
    return opened;
  });

  async function auditReading(options: Pick<Options, "state">, question: AuditQuestion) {
    const { readAudit } = await import("./permissions/open.ts");
    return readAudit(options, environment, question);
  }

  const broker = once(async (options: Options): Promise<Broker> => {
    const [{ openBroker }, { folderOf }] = await Promise.all([
      import("./open-broker.ts"),
      import("./permissions/open.ts"),
    ]);
    const opened = openBroker({
      permissions: await permissions(options),
      project: resolve("."),
      stateFolder: () => folderOf(options, environment),
      client: options.live ? once(() => clients.client(options)) : undefined,
    });
    closers.push(() => opened.close());
    return opened;
  });

  async function stage(
    { size, seed }: Pick<Options, "size" | "seed">,
    broker?: Broker,
    journal?: Journal,
  ): Promise<Stage> {
    const { openStage } = await import("../live/open-stage.ts");
    const opened = openStage({ sandbox: await sandbox(), ...size, seed, clock, broker, journal });
    closers.push(() => opened.close());
    return opened;
  }

  async function journal(options: Pick<Options, "out" | "size" | "seed">): Promise<Journaling | undefined> {
    const { beginJournaling } = await import("./journals.ts");
    const begun = await beginJournaling(options, { ...plan.limits }, onProblem);
    // A run without a journal is better than none.
    return begun.ok ? begun.value : void onProblem(begun.error);
  }

  async function replay(path: string, signal: AbortSignal): Promise<Replayed> {
    const { playJournal } = await import("./journals.ts");
    return playJournal(path, { judge: await judge(), sandbox: await sandbox(), signal });
  }

  async function recording(path: string, signal: AbortSignal): Promise<Recorded> {
    const { openRecording } = await import("./show-recording.ts");
    const opened = await openRecording(path, { judge: await judge(), sandbox: await sandbox(), signal });
    if (opened.ok) closers.push(() => opened.value.close());
    return opened;
  }

  async function server(shown: Stage, options: Options, { makes, wall, journal: file }: PageOptions) {
    const { makeServer } = await import("../server/server.ts");
    const { allowExec } = options;
    const viewer = join(await built(), "viewer");
    const made = makeServer({
      version: packageJson.version,
      stage: shown,
      ...(shown.recording ? (await import("./show-recording.ts")).onlyShown : await workshop(options, makes)),
      journal: file === undefined ? undefined : () => fileAt(file),
      wall,
      allowExec,
      asset: (name) => disk.readBytes(join(viewer, name)),
      token: environment["NODEGEN_TOKEN"],
      powers: { serve: network.serve, random: randomBytes, clock, report: onFault },
    });
    closers.push(() => made.close());
    const { url } = orThrow(made.listen(options.port));
    return { url, token: made.token };
  }

  /** What a page may do beside looking. */
  async function workshop(options: Options, makes: boolean) {
    const { makeLoad } = await import("../pipeline/load.ts");
    const { attempts, seed, frames, size } = options;
    const modules = await store(resolve(options.out));
    const trial = { frames, seed, ...size };
    const asking = await permissions(options);
    return {
      modules,
      load: makeLoad({ judge: await judge(), store: modules, trial, readProjectFile: (path) => readInside(".", path) }),
      making: makes ? { make: await make(options), attempts, seed, frames } : undefined,
      permissions: { ...asking, list: asking.current },
    };
  }

  async function close(): Promise<void> {
    for (const end of closers.toReversed()) await end();
  }

  return {
    gate,
    rehearseGate,
    judge,
    sandbox,
    make,
    pipeline,
    scriptedClient: clients.scriptedClient,
    broker,
    stage,
    journal,
    replay,
    recording,
    server,
    permissions,
    auditReading,
    close,
  };
}

/** Under its own name; undefined where it is gone. */
async function fileAt(path: string) {
  const content = await disk.contentOf(path);
  return content && { name: basename(path), content };
}

/** By its content, so that the same piece is kept once. */
async function keepAnswer(directory: string, text: string): Promise<string> {
  const path = join(directory, `.answer-${contentHash(text).slice(7, 15)}.txt`);
  await disk.writeText(path, text);
  return fromHere(path);
}
