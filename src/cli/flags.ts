/**
 * Every option of every command: one table, read by the parser, the help, the README's test and nothing else.
 *
 * `initial` is what a command gets when the option is absent. A value that `read` does not understand is refused with
 * `expects`, so both must say the same.
 */
import type { CacheMode } from "../generate/recording.ts";
import { limitBounds } from "../permission/limits.ts";
import { type PermissionName, permissionNames } from "../permission/permissions.ts";
import type { CommandName } from "./commands.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Everything, nothing, or these; what a scope means is read in `permissions/options.ts`. */
export type Scopes = boolean | readonly string[];

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
  readonly journal: boolean;
  readonly watch: boolean;
  readonly port: number;
  readonly pool: number;
  readonly size: Size;
  readonly json: boolean;
  readonly allowAll: boolean;
  readonly allowNet: Scopes;
  readonly allowRead: Scopes;
  readonly allowStorage: boolean;
  readonly allowModel: boolean;
  readonly denyNet: Scopes;
  readonly denyRead: Scopes;
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

const whole = (min: number, max: number) => (text: string) => {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
};
/** A value that begins like an option is a forgotten value. */
const words = (text: string) => (text.trim() === "" || text.startsWith("--") ? undefined : text);

const cacheModes: readonly string[] = ["auto", "record", "replay", "off"] satisfies readonly CacheMode[];
const isCacheMode = (text: string): text is CacheMode => cacheModes.includes(text);

/** What stands for a value that was left out; no argument that a person types holds it. */
export const LEFT_OUT = "\0";
function scopes(text: string): Scopes | undefined {
  const written = text.split(",");
  if (written.includes(LEFT_OUT)) return true;
  return written.some((scope) => scope.trim() === "") ? undefined : written;
}

const isPermission = (text: string): text is PermissionName => (permissionNames as readonly string[]).includes(text);

/** A day or a moment as ISO 8601 writes it. */
function moment(text: string): Date | undefined {
  const date = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) ? new Date(text) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

const MIN_SIDE = 64;
const MAX_SIDE = 4096;
function size(text: string): Size | undefined {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  const fits = (side: number | undefined): side is number => side !== undefined && side >= MIN_SIDE && side <= MAX_SIDE;
  return fits(width) && fits(height) ? { width, height } : undefined;
}

const staging = ["make", "run", "serve"] as const satisfies readonly CommandName[];
const running = ["make", "verify", "run", "serve"] as const satisfies readonly CommandName[];

function limitFlag<Key extends keyof typeof limitBounds>(key: Key, value: string, shown: string, help: string) {
  const [min, max] = limitBounds[key];
  return {
    key,
    name: `--max-${key.slice(3).toLowerCase()}`,
    value,
    initial: undefined,
    shown,
    read: whole(min, max),
    expects: `a whole number from ${min} to ${max}`,
    commands: running,
    help,
  } as const;
}

export const flags: readonly Flag[] = [
  {
    key: "describe",
    name: "--describe",
    value: "TEXT",
    initial: undefined,
    shown: '"a node that spins"',
    read: words,
    expects: "a description",
    commands: ["make"],
    help: "what to make; the same as the quoted description",
  },
  {
    key: "allowExec",
    name: "--allow-exec",
    initial: false,
    commands: ["make", "verify", "run", "serve", "replay"],
    help: "run generated code, behind the wall; without it nothing generated is ever executed",
  },
  {
    key: "live",
    name: "--live",
    initial: false,
    commands: ["make", "run", "serve"],
    help: "ask the model that NODEGEN_LLM_BASE_URL, NODEGEN_LLM_MODEL and NODEGEN_LLM_API_KEY name, instead of the scripted client",
  },
  {
    key: "attempts",
    name: "--attempts",
    value: "N",
    initial: 3,
    read: whole(1, 20),
    expects: "a whole number from 1 to 20",
    commands: ["make", "serve"],
    help: "model calls before giving up",
  },
  {
    key: "timeout",
    name: "--timeout",
    value: "MS",
    initial: 60_000,
    read: whole(1, 3_600_000),
    expects: "a whole number of milliseconds from 1 to 3600000",
    commands: ["make", "run", "serve"],
    help: "for one model call, in milliseconds",
  },
  {
    key: "frames",
    name: "--frames",
    value: "N",
    initial: 10,
    read: whole(1, 100_000),
    expects: "a whole number from 1 to 100000",
    commands: ["make", "verify", "run", "serve"],
    help: "smoke frames, at the fixed step of 1/64 s",
  },
  {
    key: "seed",
    name: "--seed",
    value: "N",
    initial: 1,
    read: whole(0, 2 ** 32 - 1),
    expects: "a whole number from 0 to 4294967295",
    commands: ["make", "verify", "run", "serve"],
    help: "of the run: the same seed gives the same scene",
  },
  {
    key: "cache",
    name: "--cache",
    value: "MODE",
    initial: "auto",
    read: (text) => (isCacheMode(text) ? text : undefined),
    expects: "auto, record, replay or off",
    commands: ["make", "run", "serve"],
    help: "recordings of model answers: auto, record, replay, off",
  },
  {
    key: "cacheDir",
    name: "--cache-dir",
    value: "DIR",
    initial: "cache",
    read: words,
    expects: "a folder",
    commands: ["make", "run", "serve"],
    help: "where recordings are kept",
  },
  {
    key: "out",
    name: "--out",
    value: "DIR",
    initial: "out",
    read: words,
    expects: "a folder",
    commands: ["make", "serve", "run"],
    help: "where modules are kept",
  },
  {
    key: "view",
    name: "--no-view",
    initial: true,
    commands: ["make"],
    help: "stop after the verdict",
  },
  {
    key: "journal",
    name: "--no-journal",
    initial: true,
    commands: staging,
    help: "keep no journal of the run; otherwise it lies in the folder journals of --out",
  },
  {
    key: "watch",
    name: "--watch",
    initial: false,
    commands: ["run"],
    help: "judge a saved file and swap it in while the scene plays on",
  },
  {
    key: "port",
    name: "--port",
    value: "N",
    initial: 4747,
    read: whole(0, 65_535),
    expects: "a whole number from 0 to 65535",
    commands: ["make", "run", "serve"],
    help: "the page's, on 127.0.0.1; 0 takes any free one",
  },
  {
    key: "pool",
    name: "--pool",
    value: "N",
    initial: 2,
    read: whole(0, 64),
    expects: "a whole number from 0 to 64",
    commands: staging,
    help: "confined processes that wait, locked, for the next module while the page is shown; 0 keeps none",
  },
  {
    key: "size",
    name: "--size",
    value: "WxH",
    initial: { width: 960, height: 540 },
    shown: "960x540",
    read: size,
    expects: `WIDTHxHEIGHT, each from ${MIN_SIDE} to ${MAX_SIDE}`,
    commands: ["make", "verify", "run", "serve"],
    help: "the stage in logical pixels",
  },
  {
    key: "json",
    name: "--json",
    initial: false,
    commands: ["make", "check", "verify", "run", "serve", "replay", "doctor", "permissions", "audit"],
    help: "one JSON document on stdout and nothing else there; people's text goes to stderr",
  },
  {
    key: "allowAll",
    name: "--allow-all",
    short: "-A",
    initial: false,
    commands: staging,
    help: "grant modules whatever they ask for; code still runs behind the wall, and only with --allow-exec",
  },
  {
    key: "allowNet",
    name: "--allow-net",
    value: "HOST[:PORT],…",
    optional: true,
    initial: false,
    read: scopes,
    expects: "a list of hosts with commas between them",
    commands: staging,
    help: "grant modules that ask for it the network, or these hosts alone",
  },
  {
    key: "allowRead",
    name: "--allow-read",
    value: "PATH,…",
    optional: true,
    initial: false,
    read: scopes,
    expects: "a list of paths with commas between them",
    commands: staging,
    help: "grant modules that ask for it the files of the project, or these files and folders alone",
  },
  {
    key: "allowStorage",
    name: "--allow-storage",
    initial: false,
    commands: staging,
    help: "grant modules that ask for it a key-value store of their own",
  },
  {
    key: "allowModel",
    name: "--allow-model",
    initial: false,
    commands: staging,
    help: "grant modules that ask for it questions to the language model",
  },
  {
    key: "denyNet",
    name: "--deny-net",
    value: "HOST[:PORT],…",
    optional: true,
    initial: false,
    read: scopes,
    expects: "a list of hosts with commas between them",
    commands: staging,
    help: "refuse the network, or these hosts; wins over every grant",
  },
  {
    key: "denyRead",
    name: "--deny-read",
    value: "PATH,…",
    optional: true,
    initial: false,
    read: scopes,
    expects: "a list of paths with commas between them",
    commands: staging,
    help: "refuse files, or these files and folders; wins over every grant",
  },
  {
    key: "denyStorage",
    name: "--deny-storage",
    initial: false,
    commands: staging,
    help: "refuse the key-value store; wins over every grant",
  },
  {
    key: "denyModel",
    name: "--deny-model",
    initial: false,
    commands: staging,
    help: "refuse questions to the language model; wins over every grant",
  },
  {
    key: "prompt",
    name: "--no-prompt",
    initial: true,
    commands: staging,
    help: "refuse what no flag grants, instead of asking about it",
  },
  {
    key: "permissionSet",
    name: "--permission-set",
    value: "NAME",
    initial: undefined,
    shown: "none",
    read: words,
    expects: "a name",
    commands: staging,
    help: "grants, denials and limits that nodegen.json or package.json keeps under this name",
  },
  limitFlag("maxMemory", "MB", "256", "memory of a module, in MB over its process's own"),
  limitFlag("maxTick", "MS", "250", "milliseconds after which a tick is a module's last"),
  limitFlag("maxNodes", "N", "20000", "nodes of a module"),
  limitFlag("maxLog", "N", "50", "log lines of a module, a second"),
  {
    key: "state",
    name: "--state",
    value: "DIR",
    initial: undefined,
    shown: "under ~/.local/state/nodegen",
    read: words,
    expects: "a folder",
    commands: [...staging, "permissions", "audit"],
    help: "where grants and the audit log are kept",
  },
  {
    key: "all",
    name: "--all",
    initial: false,
    commands: ["permissions"],
    help: "with revoke: every grant that stands",
  },
  {
    key: "verify",
    name: "--verify",
    initial: false,
    commands: ["audit", "replay"],
    help: "audit: look for lines that were changed, moved or taken out; replay: every state must be as it was. Ends with 1 if not",
  },
  {
    key: "module",
    name: "--module",
    value: "NAME",
    initial: undefined,
    shown: "all",
    read: words,
    expects: "a module's name or hash",
    commands: ["audit"],
    help: "only decisions about this module, by its name or the beginning of its hash",
  },
  {
    key: "permission",
    name: "--permission",
    value: "NAME",
    initial: undefined,
    shown: "all",
    example: "net",
    read: (text) => (isPermission(text) ? text : undefined),
    expects: `one of ${permissionNames.join(", ")}`,
    commands: ["audit"],
    help: `only decisions about one of ${permissionNames.join(", ")}`,
  },
  {
    key: "outcome",
    name: "--outcome",
    value: "OUTCOME",
    initial: undefined,
    shown: "all",
    example: "denied",
    read: (text) => (text === "granted" || text === "denied" ? text : undefined),
    expects: "granted or denied",
    commands: ["audit"],
    help: "only what was granted, or only what was denied",
  },
  {
    key: "since",
    name: "--since",
    value: "TIME",
    initial: undefined,
    shown: "the beginning",
    example: "2026-01-31",
    read: moment,
    expects: "a day or a moment as in 2026-01-31 or 2026-01-31T08:00:00Z",
    commands: ["audit"],
    help: "only decisions from then on",
  },
];

/** The default as people read it: a switch is off, `--no-view` has none. */
export function shownDefault(flag: Flag): string | undefined {
  if (flag.shown !== undefined) return flag.shown;
  if (flag.value !== undefined) return String(flag.initial);
  return flag.initial === false ? "off" : undefined;
}

export function spelling({ name, short, value, optional }: Flag): string {
  const all = short === undefined ? name : `${short}, ${name}`;
  if (value === undefined) return all;
  return optional ? `${all}[=${value}]` : `${all} ${value}`;
}
