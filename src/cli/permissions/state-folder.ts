/**
 * Where grants and the audit log of a project are: in the user's own folder for such things, by the project's real path.
 * Never in the project, which somebody else may have sent, grants and all, and which modules may be allowed to read.
 */
import { basename, join, resolve } from "node:path";

import { contentHash } from "../../base/hash.ts";

export interface StatePlaces {
  /** `--state`. */
  readonly chosen: string | undefined;
  /** `XDG_STATE_HOME`; an empty or relative one counts as none, as its specification says. */
  readonly xdg: string | undefined;
  readonly home: string;
  /** With every link resolved. */
  readonly project: string;
}

export function stateFolder({ chosen, xdg, home, project }: StatePlaces): string {
  if (chosen !== undefined) return resolve(chosen);
  const base = xdg?.startsWith("/") ? xdg : join(home, ".local", "state");
  return join(base, "nodegen", `${basename(project) || "root"}-${contentHash(project).slice(7, 19)}`);
}
