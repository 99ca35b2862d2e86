/** Runs the real command in a folder of its own, and talks to it as a person or a script would. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dir, "../../src/cli/main.ts");
export const scenes = join(import.meta.dir, "../../scenes");

export interface Place extends AsyncDisposable {
  readonly path: string;
  write(name: string, text: string): Promise<unknown>;
}

export async function makePlace(): Promise<Place> {
  const path = await mkdtemp(join(tmpdir(), "nodegen-cli-"));
  return {
    path,
    write: (name, text) => Bun.write(join(path, name), text),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

const spawn = (place: Place, args: readonly string[], env: Environment) =>
  Bun.spawn([process.execPath, main, ...args], {
    cwd: place.path,
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });

export async function nodegen(place: Place, args: readonly string[], env: Environment = {}): Promise<Ended> {
  const child = spawn(place, args, env);
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { exit: await child.exited, stdout, stderr };
}

/** A command that goes on until it is ended. */
export interface Running extends AsyncDisposable {
  readonly pid: number;
  /** The next line on stdout, as JSON. */
  document(): Promise<Record<string, unknown>>;
  /** Waits until people have been told something like this; gives all they were told. */
  told(what: RegExp): Promise<string>;
  end(signal: "SIGINT" | "SIGTERM"): Promise<number>;
}

export function start(place: Place, args: readonly string[], env: Environment = {}): Running {
  const child = spawn(place, [...args, "--json"], env);
  const stdout = follow(child.stdout);
  const stderr = follow(child.stderr);
  return {
    pid: child.pid,
    document: async () => JSON.parse(await stdout.until(/\n/, stderr)) as Record<string, unknown>,
    told: (what) => stderr.until(what, stdout),
    async end(signal) {
      child.kill(signal);
      return child.exited;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

interface Followed {
  readonly text: string;
  until(what: RegExp, other: Followed): Promise<string>;
}

function follow(stream: ReadableStream<Uint8Array>): Followed {
  let text = "";
  let ended = false;
  let wake = Promise.withResolvers<void>();
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      text += decoder.decode(bytes, { stream: true });
      wake.resolve();
      wake = Promise.withResolvers();
    }
    ended = true;
    wake.resolve();
  };
  void read();
  return {
    get text() {
      return text;
    },
    async until(what, other) {
      while (!what.test(text)) {
        if (ended) throw new Error(`It ended before ${what} was seen:\n${text}\n${other.text}`);
        await wake.promise;
      }
      return text;
    },
  };
}

/** The API of a running command. */
export async function api(view: Record<string, unknown>, path: string, init: RequestInit = {}): Promise<Response> {
  const address = new URL(path, String(view["url"]));
  return fetch(address, { ...init, headers: { authorization: `Bearer ${String(view["token"])}`, ...init.headers } });
}

export interface SlotSeen {
  readonly name: string;
  readonly hash: string;
  readonly state: string;
  readonly findings: readonly { readonly code: string; readonly line: number; readonly column: number }[];
}

/** Asks again until the first module on the stage is as wanted: there is no event for scripts to wait on. */
export async function slotWhen(view: Record<string, unknown>, wanted: (slot: SlotSeen) => boolean): Promise<SlotSeen> {
  for (;;) {
    const { modules } = (await (await api(view, "/api/stage")).json()) as { modules: readonly SlotSeen[] };
    const slot = modules[0];
    if (slot !== undefined && wanted(slot)) return slot;
    await Bun.sleep(20);
  }
}
