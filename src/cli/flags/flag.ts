/**
 * What an option of the command line is, and the options of a command as it gets them. The rows are `flags.ts` and
 * `flags/permission-flags.ts`.
 *
 * `initial` is what a command gets when the option is absent. A value that `read` does not understand is refused with
 * `expects`, so both must say the same.
 */
import type { Hash } from "../../base/hash.ts";
import type { CacheMode } from "../../generate/recording.ts";
import type { PermissionName } from "../../permission/permissions.ts";
import type { WrittenScopes } from "../../permission/rules.ts";
import type { CommandName } from "../commands.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Options {
  readonly describe: string | undefined;
  readonly allowExec: boolean;
  readonly live: boolean;
  readonly attempts: number;
  readonly timeout: number;
  readonly frames: number;
  readonly seed: number;
  readonly cache: CacheMode;
  readonly cacheDir: string;
  readonly out: string;
  readonly view: boolean;
  readonly show: boolean;
  readonly journal: boolean;
  readonly watch: boolean;
  readonly port: number;
  readonly pool: number;
  readonly size: Size;
  readonly json: boolean;
  readonly allowAll: boolean;
  readonly allowNet: WrittenScopes;
  readonly allowRead: WrittenScopes;
  readonly allowStorage: boolean;
  readonly allowModel: boolean;
  readonly denyNet: WrittenScopes;
  readonly denyRead: WrittenScopes;
  readonly denyStorage: boolean;
  readonly denyModel: boolean;
  /** Whether people are asked about what no flag says. */
  readonly prompt: boolean;
  readonly permissionSet: string | undefined;
  /** MB over the child's own. */
  readonly maxMemory: number | undefined;
  /** Milliseconds. */
  readonly maxTick: number | undefined;
  readonly maxNodes: number | undefined;
  /** Lines a second. */
  readonly maxLog: number | undefined;
  readonly state: string | undefined;
  readonly all: boolean;
  readonly verify: boolean;
  /** A seal of the audit log. */
  readonly expect: Hash | undefined;
  readonly module: string | undefined;
  readonly permission: PermissionName | undefined;
  readonly outcome: "granted" | "denied" | undefined;
  readonly since: Date | undefined;
}

interface FlagOf<Key extends keyof Options> {
  readonly key: Key;
  readonly name: `--${string}`;
  /** One letter that stands for it. */
  readonly short?: `-${string}`;
  /** What stands for the value in the help; a flag without one is a switch. */
  readonly value?: string;
  /** The value may be left out, and is given after "=" only: the next word may be a file. Given twice, both count. */
  readonly optional?: boolean;
  readonly initial: Options[Key];
  /** The default as the help shows it. */
  readonly shown?: string;
  /** A value to show where a wrong one was given; the default where it is absent. */
  readonly example?: string;
  readonly read?: (text: string) => Options[Key] | undefined;
  /** What a value must be: the end of "it is not …". */
  readonly expects?: string;
  readonly commands: readonly CommandName[];
  readonly help: string;
}
export type Flag = { [Key in keyof Options]: FlagOf<Key> }[keyof Options];

export const staging = ["make", "run", "serve"] as const satisfies readonly CommandName[];
export const running = ["make", "verify", "run", "serve"] as const satisfies readonly CommandName[];

/** The default as people read it: a switch is off, `--no-view` has none. */
export function shownDefault(flag: Flag): string | undefined {
  if (flag.shown !== undefined) return flag.shown;
  if (flag.initial === false) return "off";
  return flag.value === undefined ? undefined : String(flag.initial);
}

export function spelling({ name, short, value, optional }: Flag): string {
  const all = short === undefined ? name : `${short}, ${name}`;
  if (value === undefined) return all;
  return optional ? `${all}[=${value}]` : `${all} ${value}`;
}
