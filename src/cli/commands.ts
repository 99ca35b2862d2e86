/**
 * The commands: one table, read by the parser, the help and the dispatcher. Each is loaded only when it is asked for, so
 * that `check` never pays for the page's server.
 */
import type { Command } from "./command.ts";

export const commandNames = [
  "make",
  "check",
  "verify",
  "run",
  "serve",
  "replay",
  "rollback",
  "doctor",
  "permissions",
  "audit",
] as const;
export type CommandName = (typeof commandNames)[number];
export const isCommandName = (word: string): word is CommandName => (commandNames as readonly string[]).includes(word);

export interface CommandRow {
  readonly operands: string;
  readonly does: string;
  readonly examples: readonly string[];
  /** How many operands it takes. */
  readonly takes: "none" | "one" | "files" | "words";
  readonly load: () => Promise<Command>;
}

export const commands: Readonly<Record<CommandName, CommandRow>> = {
  make: {
    operands: "[DESCRIPTION]",
    does: "turn a description into a judged module; with --allow-exec: try it behind the wall, keep it, show it live",
    examples: [
      'nodegen "a sprite that spins" --allow-exec',
      'nodegen make "five balls that bounce" --allow-exec --no-view --json',
      'nodegen make "a clock" --live --allow-exec --attempts 5',
    ],
    takes: "one",
    load: async () => (await import("./commands/make.ts")).make,
  },
  check: {
    operands: "FILE…",
    does: "judge modules by the static gate alone; nothing runs",
    examples: ["nodegen check scenes/spinner.ts", "nodegen check scenes/*.ts --json"],
    takes: "files",
    load: async () => (await import("./commands/check.ts")).check,
  },
  verify: {
    operands: "FILE…",
    does: "judge modules by the gate and by a smoke run behind the wall",
    examples: ["nodegen verify scenes/boids.ts --allow-exec --frames 300"],
    takes: "files",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  run: {
    operands: "FILE…",
    does: "show modules live on one stage, each in a confined process of its own",
    examples: [
      "nodegen run scenes/pong.ts --allow-exec",
      "nodegen run scenes/orbit.ts scenes/clock.ts --allow-exec --watch",
    ],
    takes: "files",
    load: async () => (await import("./commands/run.ts")).run,
  },
  serve: {
    operands: "",
    does: "serve the page with a prompt box, and the API",
    examples: ["nodegen serve --allow-exec", "nodegen serve --live --allow-exec --port 0"],
    takes: "none",
    load: async () => (await import("./commands/serve.ts")).serve,
  },
  replay: {
    operands: "FILE",
    does: "play a journal of a run again, without network or model, and compare every state",
    examples: [
      "nodegen replay out/journals/2026-01-31T12-00-00.journal --allow-exec",
      "nodegen replay session.journal --allow-exec --verify --json",
      "nodegen replay session.journal --allow-exec --view",
    ],
    takes: "files",
    load: async () => (await import("./commands/replay.ts")).replayJournal,
  },
  rollback: {
    operands: "ADDRESS [MODULE VERSION]",
    does: "bring a module of a running server back to a version that was kept, code and state; or list what there is",
    examples: [
      'nodegen rollback "http://127.0.0.1:4747/?token=…"',
      'nodegen rollback "http://127.0.0.1:4747/?token=…" 1 2',
    ],
    takes: "words",
    load: async () => (await import("./commands/rollback.ts")).rollback,
  },
  doctor: {
    operands: "",
    does: "try every boundary of the wall live and say what held",
    examples: ["nodegen doctor"],
    takes: "none",
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  permissions: {
    operands: "list | revoke ID…",
    does: "show what modules were granted, or take it back, also while a scene runs",
    examples: ["nodegen permissions list", "nodegen permissions revoke 3", "nodegen permissions revoke --all"],
    takes: "words",
    load: async () => (await import("./commands/permissions.ts")).permissions,
  },
  audit: {
    operands: "",
    does: "show every decision about permissions, and check that none was changed afterwards",
    examples: [
      "nodegen audit",
      "nodegen audit --verify",
      "nodegen audit --outcome denied --permission net --since 2026-01-31",
    ],
    takes: "none",
    load: async () => (await import("./commands/audit.ts")).audit,
  },
};
