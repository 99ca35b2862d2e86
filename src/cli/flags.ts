/**
 * Every option of every command: one table, read by the parser, the help, the README's test and nothing else.
 *
 * `initial` is what a command gets when the option is absent. A value that `read` does not understand is refused with
 * `expects`, so both must say the same.
 */
import type { CacheMode } from "../generate/recording.ts";
import type { CommandName } from "./commands.ts";

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
  readonly watch: boolean;
  readonly port: number;
  readonly size: Size;
  readonly json: boolean;
}

interface FlagOf<Key extends keyof Options> {
  readonly key: Key;
  readonly name: `--${string}`;
  /** What stands for the value in the help; a flag without one is a switch. */
  readonly value?: string;
  readonly initial: Options[Key];
  /** The default as the help shows it. */
  readonly shown?: string;
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

const MIN_SIDE = 64;
const MAX_SIDE = 4096;
function size(text: string): Size | undefined {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  const fits = (side: number | undefined): side is number => side !== undefined && side >= MIN_SIDE && side <= MAX_SIDE;
  return fits(width) && fits(height) ? { width, height } : undefined;
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
    commands: ["make", "verify", "run", "serve"],
    help: "run generated code, behind the wall; without it nothing generated is ever executed",
  },
  {
    key: "live",
    name: "--live",
    initial: false,
    commands: ["make", "serve"],
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
    commands: ["make", "serve"],
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
    commands: ["make", "serve"],
    help: "recordings of model answers: auto, record, replay, off",
  },
  {
    key: "cacheDir",
    name: "--cache-dir",
    value: "DIR",
    initial: "cache",
    read: words,
    expects: "a folder",
    commands: ["make", "serve"],
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
    commands: ["make", "check", "verify", "run", "serve", "doctor"],
    help: "one JSON document on stdout and nothing else there; people's text goes to stderr",
  },
];

/** The default as people read it: a switch is off, `--no-view` has none. */
export function shownDefault(flag: Flag): string | undefined {
  if (flag.shown !== undefined) return flag.shown;
  if (flag.value !== undefined) return String(flag.initial);
  return flag.initial === false ? "off" : undefined;
}

export const spelling = (flag: Flag): string => (flag.value === undefined ? flag.name : `${flag.name} ${flag.value}`);
