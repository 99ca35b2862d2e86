/** A source with its lines numbered and coloured, and findings under the lines that they are about. */
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Finding } from "../../base/finding.ts";
import { highlight, type Token } from "../highlight.ts";
import { Findings } from "./findings.tsx";

/** Shows its first finding when it appears. */
export function Source({ source, findings }: { source: string; findings: readonly Finding[] }) {
  // The newline at its end begins no line.
  const lines = useMemo(() => highlight(source.replace(/\n$/, "")), [source]);
  const last = lines.length;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector(".marked")?.scrollIntoView({ block: "nearest" }), []);
  return (
    <ol class="source" ref={list} tabIndex={0} aria-label="Source">
      {lines.map((tokens, i) => {
        const here = findings.filter((finding) => Math.min(finding.line, last) === i + 1);
        return (
          <li key={i} class={here.length > 0 ? "marked" : undefined}>
            <Line tokens={tokens} />
            {here.length > 0 && <Findings findings={here} />}
          </li>
        );
      })}
    </ol>
  );
}

/** Numbered by its place in the list, unless it has a number of its own. */
export const Line = ({ tokens, number }: { tokens: readonly Token[]; number?: number }) => (
  <span class="line" data-number={number}>
    {tokens.map((token, j) => (
      <span key={j} class={token.kind === "plain" ? undefined : token.kind}>
        {token.text}
      </span>
    ))}
    {"\n"}
  </span>
);
