/** A process of its own that appends to an audit log: `audit-writer.ts FOLDER NAME COUNT`. Each acknowledgement is a dot. */
import { Database } from "bun:sqlite";
import * as disk from "node:fs/promises";

import { contentHash } from "../../src/base/hash.ts";
import { openAuditLog } from "../../src/store/audit-log.ts";

const [directory = "", module = "", count = ""] = process.argv.slice(2);
const log = await openAuditLog({ directory, disk, openDatabase: (path) => new Database(path) });
if (!log.ok) throw new Error(log.error.message);
for (let at = 0; at < Number(count); at++) {
  const added = await log.value.append({
    at: new Date().toISOString(),
    module,
    hash: contentHash(module),
    permission: "net",
    scope: `host-${at}:443`,
    outcome: "denied",
    by: "default",
  });
  if (!added.ok) throw new Error(added.error.message);
  process.stdout.write(".");
}
await log.value.close();
