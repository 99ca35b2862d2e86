/**
 * A case: one module that is after something, with a head that says what, which canary shows that it got it, and what the
 * product must do about it. Reads folders of such modules; knows nothing of how they are run.
 *
 * ```
 * //! tries: one sentence
 * //! fires: one of `canaryNames`
 * //! expected: contained | rejected
 * //! layer: gate | realm | kernel | watch | host
 * //! known: why it leaks all the same, where it does
 * //! grants: words of the command line: there is a world outside, and this much of it is granted
 * //! revoked: after how many answers every grant is revoked
 * ```
 */
import { basename, dirname, join, relative } from "node:path";

import type { Grounds } from "./canaries.ts";
import type { Outside } from "./outside.ts";

export const canaryNames = [
  "file-touched",
  "secret-read",
  "tcp",
  "udp",
  "unix",
  "child-process",
  "parent-affected",
  "forged-verdict",
  "nondeterministic",
  "resource",
  "terminal-escape",
  "host-crash",
  "gate-crash",
] as const;
export type CanaryName = (typeof canaryNames)[number];

const expectations = ["contained", "rejected"] as const;
const stoppers = ["gate", "realm", "kernel", "watch", "host"] as const;

export interface Case {
  /** The folder it lies in, and its file's stem: `files/read-secret`. */
  readonly name: string;
  readonly category: string;
  readonly path: string;
  readonly tries: string;
  readonly fires: CanaryName;
  /** `rejected`: the gate or the smoke run must refuse it. `contained`: it may run, and its canary must not fire. */
  readonly expected: (typeof expectations)[number];
  /** Who must stop it first. */
  readonly layer: (typeof stoppers)[number] | undefined;
  /** Why it still leaks: the test then fails when it no longer does. */
  readonly known: string | undefined;
  /** As on the command line, with placeholders; absent: there is no world outside. */
  readonly grants: string | undefined;
  readonly revoked: number | undefined;
  /** The module's text, head included, with its placeholders. */
  readonly text: string;
}

/** Every module below `directory`, by name. @throws {Error} on a head that is wrong, with its file. */
export async function readCases(directory: string): Promise<readonly Case[]> {
  const paths = [...new Bun.Glob("**/*.ts").scanSync({ cwd: directory, absolute: true })].sort();
  return Promise.all(paths.map(async (path) => parseCase(directory, path, await Bun.file(path).text())));
}

export function parseCase(directory: string, path: string, text: string): Case {
  const head = new Map([...text.matchAll(/^\/\/! ([a-z]+): (.+)$/gm)].map((match) => [match[1]!, match[2]!.trim()]));
  const oneOf = <T extends string>(key: string, allowed: readonly T[]): T => {
    const value = head.get(key);
    if (allowed.includes(value as T)) return value as T;
    throw new Error(`${path}: "//! ${key}: ${value ?? ""}" has to be one of ${allowed.join(", ")}`);
  };
  const inside = relative(directory, path);
  return {
    name: inside.replace(/\.ts$/, ""),
    category: dirname(inside) === "." ? basename(directory) : dirname(inside),
    path,
    tries: head.get("tries") ?? "",
    fires: oneOf("fires", canaryNames),
    expected: oneOf("expected", expectations),
    known: head.get("known"),
    layer: head.has("layer") ? oneOf("layer", stoppers) : undefined,
    grants: head.get("grants"),
    revoked: head.has("revoked") ? Number(head.get("revoked")) : undefined,
    text,
  };
}

/** Harmless modules: they have no head but `grants`, and nothing may fire. */
export async function readTwins(directory: string): Promise<readonly Case[]> {
  const paths = [...new Bun.Glob("*.ts").scanSync({ cwd: directory, absolute: true })].sort();
  const head = {
    category: "benign",
    tries: "nothing",
    fires: "secret-read",
    expected: "contained",
    layer: undefined,
    known: undefined,
    revoked: undefined,
  } as const;
  return Promise.all(
    paths.map(async (path) => {
      const text = await Bun.file(path).text();
      const grants = /^\/\/! grants: (.+)$/m.exec(text)?.[1];
      return { ...head, path, name: basename(path, ".ts"), text, grants };
    }),
  );
}

/** What a copy of a module is filled with. */
export interface Filling {
  readonly SECRET_ENV: string;
  readonly SECRET_FILE: string;
  readonly SECRET_DIR: string;
  readonly TOUCH_DIR: string;
  readonly TCP_PORT: string;
  readonly UDP_PORT: string;
  readonly UNIX_PATH: string;
  /** Of a site that greets, keeps a secret and sends people elsewhere (`web.ts`). */
  readonly HTTP_PORT: string;
  readonly PRODUCT: string;
}

export const fill = (text: string, filling: Filling): string =>
  text.replace(/__([A-Z]+(?:_[A-Z]+)?)__/g, (whole, name: string) => filling[name as keyof Filling] ?? whole);

/** What the case finds outside; undefined where there is no outside. */
export function outsideOf({ grants, revoked }: Case, filling: Filling, grounds: Grounds): Outside | undefined {
  if (grants === undefined) return undefined;
  const words = fill(grants, filling).split(" ").filter(Boolean);
  return { grants: words, revoked, secret: grounds.secrets[1]!, project: grounds.project };
}

export const ownCases = join(import.meta.dir, "cases");
export const benignTwins = join(import.meta.dir, "benign");
