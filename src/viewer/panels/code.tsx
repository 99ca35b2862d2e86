/**
 * The source of the shown module, findings in place under their lines. When its last candidate was turned away, that
 * text is shown, since the findings are about it; the running one is a click away.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Finding } from "../../base/finding.ts";
import { useApp } from "../app.ts";
import { Findings } from "../controls/findings.tsx";
import { highlight } from "../highlight.ts";

export function Code() {
  const { state } = useApp();
  const info = state.module.value;
  const wantsRunning = useSignal(false);
  if (!info) return <p class="empty">No module, no code.</p>;
  const rejected = info.rejectedSource;
  const showsRejected = rejected !== undefined && !wantsRunning.value;
  return (
    <div class="code-panel">
      {rejected !== undefined && (
        <div class="note">
          <p>
            {showsRejected
              ? "This change was turned away. The version before it plays on."
              : "This version is running. A later change was turned away."}
          </p>
          <button type="button" class="button" onClick={() => (wantsRunning.value = !wantsRunning.value)}>
            {showsRejected ? "Show what runs" : "Show the change"}
          </button>
        </div>
      )}
      <Source
        key={`${info.slot} ${showsRejected}`}
        source={showsRejected ? rejected : info.source}
        findings={showsRejected || rejected === undefined ? info.findings : []}
      />
    </div>
  );
}

/** Shows its first finding when it appears. */
function Source({ source, findings }: { source: string; findings: readonly Finding[] }) {
  const lines = useMemo(() => highlight(source), [source]);
  const last = lines.length;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector(".marked")?.scrollIntoView({ block: "nearest" }), []);
  return (
    <ol class="source" ref={list} tabIndex={0} aria-label="Source">
      {lines.map((tokens, i) => {
        const here = findings.filter((finding) => Math.min(finding.line, last) === i + 1);
        return (
          <li key={i} class={here.length > 0 ? "marked" : undefined}>
            <span class="line">
              {tokens.map((token, j) => (
                <span key={j} class={token.kind === "plain" ? undefined : token.kind}>
                  {token.text}
                </span>
              ))}
              {"\n"}
            </span>
            {here.length > 0 && <Findings findings={here} />}
          </li>
        );
      })}
    </ol>
  );
}
