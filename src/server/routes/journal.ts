/** The run so far as a file for a person to save: the bytes on the disk as they are, under the name that they have there. */
import { Hono } from "hono";

import type { AppOptions } from "../app-options.ts";
import { route } from "../describe.ts";
import { refuse } from "../problems.ts";

export const journalRoutes = ({ journal }: Pick<AppOptions, "journal">) =>
  new Hono().get(
    "/api/journal",
    route({
      summary: "The journal of this run, as far as it is written",
      description:
        "A file that `nodegen replay FILE --verify` plays again and `--view` shows as a recording. The bodies of answers from outside are in it; while the run goes on it has no end.",
      tag: "stage",
      answer: "A journal.",
      refuses: [404],
    }),
    async (c) => {
      const file = await journal?.();
      if (!file) return refuse(c, noJournal);
      // Journals are up to hundreds of megabytes: it goes from the disk to the socket, never whole through memory.
      return new Response(file.content, {
        headers: {
          "Content-Type": "text/plain; charset=utf-8",
          "Content-Disposition": `attachment; filename="${encodeURIComponent(file.name)}"`,
        },
      });
    },
  );

const noJournal = {
  code: "JOURNAL_NOT_FOUND",
  message: "Cannot save the journal: this run keeps none",
  hint: "Run again without --no-journal.",
};
