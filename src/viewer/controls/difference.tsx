/** What changed between two sources: lines that went and that came, with a few around them that stayed. */
import { useMemo } from "preact/hooks";

import { diff, type DiffLine, foldSame } from "../diff.ts";
import { plural } from "../format.ts";
import { highlight } from "../highlight.ts";
import { Line } from "./source.tsx";

const marks = { same: "", gone: "−", new: "+" } as const;
const said = { same: undefined, gone: "removed", new: "added" } as const;

export function Difference({ before, after }: { before: string; after: string }) {
  const lines = useMemo(() => foldSame(diff(before, after)), [before, after]);
  const changed = lines.filter((line) => typeof line !== "number" && line.kind !== "same");
  if (changed.length === 0) return <p class="empty">Both have the same text.</p>;
  return (
    <ol class="source difference" tabIndex={0} aria-label={`Difference, ${plural(changed.length, "line")}`}>
      {lines.map((line, i) =>
        typeof line === "number" ? (
          <li key={i} class="left-out quiet">
            {plural(line, "line")}
          </li>
        ) : (
          <Row key={i} line={line} />
        ),
      )}
    </ol>
  );
}

/** Coloured by itself: a comment over several lines looks like code here. */
const Row = ({ line: { kind, text, line } }: { line: DiffLine }) => (
  <li class={kind} aria-label={said[kind] && `${said[kind]}: ${text}`}>
    <span class="diff-mark" aria-hidden="true">
      {marks[kind]}
    </span>
    <Line tokens={highlight(text)[0]!} number={line} />
  </li>
);
