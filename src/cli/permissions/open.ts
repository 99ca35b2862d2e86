/** Plugs a permission session and the audit log's reader together with the disk, the clock and the files' place. */
import { join } from "node:path";

import type { Problem } from "../../base/problem.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { noPermissionSet, type PermissionSet } from "../../permission/permission-set.ts";
import { openAuditLog } from "../../store/audit-log.ts";
import { type AuditQuestion, type AuditReading, readAuditLog } from "../../store/audit-reading.ts";
import { diskProblem } from "../../store/disk.ts";
import { openGrants } from "../../store/grants.ts";
import type { Options } from "../flags/flag.ts";
import { clock } from "../powers/clock.ts";
import { disk } from "../powers/disk.ts";
import type { Environment } from "../powers/environment.ts";
import { processes } from "../powers/processes.ts";
import { randomBytes } from "../powers/random.ts";
import { realInside } from "../powers/sources.ts";
import { rulesOf } from "./options.ts";
import { openPermissionSession, type PermissionSession } from "./session.ts";
import { findPermissionSet } from "./set-file.ts";
import { stateFolder } from "./state-folder.ts";

const PROJECT = ".";

export async function openPermissions(
  options: Options,
  set: PermissionSet | undefined,
  environment: Environment,
  onProblem: (problem: Problem) => void,
): Promise<Result<PermissionSession, Problem>> {
  const flags = rulesOf(options);
  if (!flags.ok) return flags;
  const directory = await folderOf(options, environment);
  return ok(
    openPermissionSession({
      flags: flags.value,
      set: set ?? noPermissionSet,
      prompts: options.prompt,
      openGrants: () => grantsIn(directory),
      openAudit: () => openAuditLog({ directory, disk: disk.files, openDatabase: disk.openDatabase }),
      realPath: (path) => realInside(PROJECT, path),
      every: clock.every,
      onProblem,
    }),
  );
}

export async function readAudit(
  options: Pick<Options, "state">,
  environment: Environment,
  question: AuditQuestion,
): Promise<Result<AuditReading, Problem>> {
  const directory = await folderOf(options, environment);
  return readAuditLog({ directory, disk: disk.files, openDatabase: disk.openDatabase }, question);
}

export const namedPermissionSet = (name: string): Promise<Result<PermissionSet, Problem>> =>
  findPermissionSet(name, async (path) => {
    const bytes = await disk.readBytes(path);
    return bytes && new TextDecoder().decode(bytes);
  });

async function grantsIn(directory: string) {
  try {
    await disk.files.mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    return err(diskProblem("keep grants in", directory, error));
  }
  return openGrants({
    path: join(directory, "grants.sqlite"),
    openDatabase: disk.openDatabase,
    run: Buffer.from(randomBytes(16)).toString("hex"),
    pid: processes.pid,
    isAlive: processes.isAlive,
    today: clock.today,
  });
}

/** Where what the project's modules are granted, and what they keep, is. */
export async function folderOf({ state }: Pick<Options, "state">, environment: Environment): Promise<string> {
  return stateFolder({
    chosen: state,
    xdg: environment["XDG_STATE_HOME"],
    home: environment["HOME"] || disk.homeFolder(),
    project: await disk.files.realpath(PROJECT),
  });
}
