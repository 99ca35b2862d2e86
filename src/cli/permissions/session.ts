/**
 * Everything about permissions for one run of a command: who decides, who is asked, what is remembered, what is written
 * down. Files are opened when a module first asks for anything; a run that nobody asks in leaves none.
 */
import type { Problem } from "../../base/problem.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type AllowedAndDenied, makeDecide } from "../../permission/decide.ts";
import type { Audit, Decide, DeniedBy, ListenToGrants, Query } from "../../permission/decision.ts";
import type { Grant, Grants } from "../../permission/grants.ts";
import { PromptDesk } from "../../permission/prompt-desk.ts";
import type { AuditLog } from "../../store/audit-log.ts";

export interface PermissionSession {
  readonly decide: Decide;
  readonly deniedBy: DeniedBy;
  readonly query: Query;
  readonly listen: ListenToGrants;
  readonly audit: Audit;
  /** Terminal and pages show what it asks. */
  readonly desk: PromptDesk;
  list(): Promise<Result<readonly Grant[], Problem>>;
  /** As `list`, and empty until a module has asked for anything: a page that is only looked at opens no file. */
  current(): Promise<Result<readonly Grant[], Problem>>;
  revoke(id: number): Promise<Result<Grant, Problem>>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly flags: AllowedAndDenied;
  readonly set: AllowedAndDenied;
  /** False with `--no-prompt`. */
  readonly prompts: boolean;
  readonly openGrants: () => Promise<Result<Grants, Problem>>;
  readonly openAudit: () => Promise<Result<AuditLog, Problem>>;
  readonly realPath: (path: string) => Promise<string | undefined>;
  readonly every: (milliseconds: number, run: () => void) => () => void;
  /** What cannot be written down is refused: the module is told each time, and whoever runs this once. */
  readonly onProblem: (problem: Problem) => void;
}

/** What another process changed is told to those who listen within this time; a use looks for itself. */
const LOOK_EVERY_MS = 500;

export function openPermissionSession(options: SessionOptions): PermissionSession {
  const desk = new PromptDesk();
  const grants = onceOpened(options.openGrants);
  const auditLog = onceOpened(options.openAudit);
  const changes = new Changes(() => grants.opened()?.version() ?? 0, options.every);

  let isClosed = false;
  let isToldUnwritten = false;

  const { decide, deniedBy, query } = makeDecide({
    flags: options.flags,
    set: options.set,
    grants: async () => {
      if (isClosed) return err(ending);
      const isFirst = grants.opened() === undefined;
      const opened = await grants.open();
      if (isFirst && opened.ok) changes.tell();
      return opened;
    },
    ask: options.prompts
      ? ({ slot, name, hash }, request) =>
          desk.ask({ slot, module: name, hash, permission: request.name, scope: request.scope })
      : undefined,
    realPath: options.realPath,
    granted: () => changes.tell(),
  });
  return {
    decide,
    deniedBy,
    query,
    listen: (changed) => changes.listen(changed),
    async audit(entry) {
      if (isClosed) return err(ending);
      const log = await auditLog.open();
      const written = log.ok ? await log.value.append(entry) : log;
      if (!written.ok && !isToldUnwritten) options.onProblem(written.error);
      isToldUnwritten = !written.ok;
      return written;
    },
    desk,
    async list() {
      const opened = await grants.open();
      return opened.ok ? opened.value.list() : opened;
    },
    current: async () => grants.opened()?.list() ?? ok([]),
    async revoke(id) {
      const opened = await grants.open();
      const revoked = opened.ok ? opened.value.revoke(id) : opened;
      if (revoked.ok) changes.tell();
      return revoked;
    },
    async close() {
      isClosed = true;
      desk.close();
      changes.close();
      grants.opened()?.close();
      await auditLog.opened()?.close();
    },
  };
}

const ending: Problem = {
  code: "PERMISSIONS_CLOSED",
  message: "Cannot decide about a permission: the run is ending",
  hint: "Run it again.",
};

/** Opened at the first use; one that failed is tried again at the next. */
function onceOpened<T>(open: () => Promise<Result<T, Problem>>) {
  let opened: T | undefined;
  let opening: Promise<Result<T, Problem>> | undefined;
  const start = async () => {
    const result = await open();
    if (result.ok) opened = result.value;
    else opening = undefined;
    return result;
  };
  return {
    open: (): Promise<Result<T, Problem>> =>
      opened === undefined ? (opening ??= start()) : Promise.resolve(ok(opened)),
    opened: () => opened,
  };
}

/** Who wants to know of grants that came or went; other processes' are found by looking, while anybody does. */
class Changes {
  readonly #version: () => number;
  readonly #every: SessionOptions["every"];
  readonly #listeners = new Set<() => void>();
  #stopLooking: (() => void) | undefined;

  constructor(version: () => number, every: SessionOptions["every"]) {
    this.#version = version;
    this.#every = every;
  }

  listen(changed: () => void): () => void {
    this.#listeners.add(changed);
    if (!this.#stopLooking) {
      let last = this.#version();
      this.#stopLooking = this.#every(LOOK_EVERY_MS, () => {
        const now = this.#version();
        if (now !== last) this.tell();
        last = now;
      });
    }
    return () => {
      this.#listeners.delete(changed);
      if (this.#listeners.size === 0) this.close();
    };
  }

  tell(): void {
    for (const changed of this.#listeners) changed();
  }

  close(): void {
    this.#stopLooking?.();
    this.#stopLooking = undefined;
  }
}
