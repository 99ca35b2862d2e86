/**
 * The canaries: a secret in the environment and one in a file, a folder that nobody may touch, listeners that nobody may
 * reach, and a look at the processes of the machine. All of them are outside of whatever a module is run in.
 *
 * One `Grounds` serves a whole run of the tool; each run of a module gets `Canaries` of its own, so that several can be
 * watched at once. Everything here can be read and written by every user of the machine: what contains a module has to
 * be the layers, and not the permissions of a file.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CanaryName, Filling } from "./case.ts";
import { listen, type Listeners } from "./listeners.ts";
import { layOut, spentTooMuch } from "./outside.ts";
import { serveWeb, type Web } from "./web.ts";

const product = join(import.meta.dir, "../..");

export interface Grounds {
  readonly directory: string;
  /** Where the host runs: what files of a project a case is granted is in here. */
  readonly project: string;
  /** To be put into the environment of whatever plays the host. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secretEnv: string;
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

export async function openGrounds(): Promise<Grounds> {
  const directory = await mkdtemp(join(tmpdir(), "attacks-"));
  const random = (): string => crypto.randomUUID().replaceAll("-", "");
  const secretEnv = `CANARY_${random().slice(0, 8).toUpperCase()}`;
  const secrets = [`env${random()}`, `file${random()}`];
  await chmod(directory, 0o755);
  await mkdir(join(directory, "secret"));
  await Bun.write(join(directory, "secret/key.txt"), secrets[1]!);
  await Bun.write(join(directory, "secret/key.json"), JSON.stringify({ [secrets[1]!]: secrets[1] }));
  await Bun.write(join(directory, "secret/key.ts"), `export const key = "${secrets[1]}" as const;\n`);
  const project = join(directory, "project");
  await layOut(project, join(directory, "secret/key.txt"));
  return {
    directory,
    project,
    environment: { [secretEnv]: secrets[0]! },
    secretEnv,
    secrets,
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

export interface Canaries {
  readonly filling: Filling;
  /** What has fired by now; `output` is everything that came out of where the module ran. */
  fired(output: string): Set<CanaryName>;
  /** Processes, but those named, that have the touch folder in their command line. */
  strays(but?: readonly number[]): readonly number[];
  settle(): Promise<void>;
  close(): void;
}

export async function setCanaries(grounds: Grounds): Promise<Canaries> {
  const touch = await mkdtemp(join(grounds.directory, "touch-"));
  await chmod(touch, 0o777);
  await Bun.write(join(touch, "precious.txt"), "precious");
  await chmod(join(touch, "precious.txt"), 0o666);
  const untouched = pictureOf(touch);
  const unixPath = join(grounds.directory, `${touch.slice(-6)}.sock`);
  const listeners = await listen(unixPath);
  const web = serveWeb(grounds.secrets[1]!);
  return {
    filling: fillingOf(grounds, touch, unixPath, listeners, web),
    fired(output) {
      const fired = new Set<CanaryName>(listeners.reached());
      const picture = pictureOf(touch);
      if (picture !== untouched) fired.add("file-touched").add("child-process");
      if (leaks(`${output}\n${listeners.said()}\n${picture}`, grounds.secrets)) fired.add("secret-read");
      if (web.flooded() || spentTooMuch(output)) fired.add("resource");
      return fired;
    },
    strays: (but = []) =>
      readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && !but.includes(Number(name)) && commandLine(name).includes(touch))
        .map(Number),
    settle: () => listeners.settle(),
    close() {
      listeners.close();
      web.close();
    },
  };
}

const fillingOf = (
  grounds: Grounds,
  touch: string,
  unixPath: string,
  { ports }: Listeners,
  { port }: Web,
): Filling => ({
  SECRET_ENV: grounds.secretEnv,
  SECRET_FILE: join(grounds.directory, "secret/key.txt"),
  SECRET_DIR: join(grounds.directory, "secret"),
  TOUCH_DIR: touch,
  TCP_PORT: String(ports.tcp),
  UDP_PORT: String(ports.udp),
  UNIX_PATH: unixPath,
  HTTP_PORT: String(port),
  PRODUCT: product,
});

/** How a secret looks when it comes out: as it is, or as somebody would pack it. */
export function leaks(output: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => {
    const bytes = Buffer.from(secret);
    // Base64 depends on where in a group of three the secret begins; its middle is looked for at each of the three.
    const packed = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString("base64")
        .slice(4, 36),
    );
    return [secret, bytes.toString("hex"), ...packed].some((form) => output.includes(form));
  });
}

/** Everything in a folder, as text: names, modes, times, contents. */
function pictureOf(directory: string): string {
  const names = (readdirSync(directory, { recursive: true }) as string[]).sort();
  const lines = [".", ...names].map((name) => {
    const { mode, mtimeMs, ctimeMs, size } = statSync(join(directory, name), { throwIfNoEntry: false }) ?? {};
    return [name, mode, mtimeMs, ctimeMs, size, contentOf(join(directory, name))].join(" ");
  });
  return lines.join("\n");
}

const MOST_OF_A_FILE = 2 ** 20;
function contentOf(path: string): string {
  try {
    return readFileSync(path, "latin1").slice(0, MOST_OF_A_FILE);
  } catch {
    // A folder, a socket, or gone again: its name says enough.
    return "";
  }
}

function commandLine(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, "latin1");
  } catch {
    // It has ended.
    return "";
  }
}
