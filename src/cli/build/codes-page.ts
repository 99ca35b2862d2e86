/** Makes docs/codes.md out of the table of codes, one anchor each. `bun src/cli/build/codes-page.ts` writes it. */
import { join } from "node:path";

import { codes } from "../../base/codes.ts";

const headings = {
  syntax: "Reading the text",
  contract: "The contract",
  types: "Types",
  transpile: "Transpiling",
  smoke: "The smoke run",
  wall: "The wall",
} as const;

export function codesPage(): string {
  const parts = [
    "# Codes",
    "Each finding and each refusal carries one of these codes. This page is made from the table in `src/base/codes.ts`.",
  ];
  for (const [stage, heading] of Object.entries(headings)) {
    const rows = codes.filter((row) => row.stage === stage);
    if (rows.length > 0) parts.push(`## ${heading}`);
    for (const row of rows) parts.push(`### ${row.code}`, `**${row.title}.** ${row.why}`, `To mend it: ${row.fix}`);
  }
  return `${parts.join("\n\n")}\n`;
}

if (import.meta.main) await Bun.write(join(import.meta.dir, "../../../docs/codes.md"), codesPage());
