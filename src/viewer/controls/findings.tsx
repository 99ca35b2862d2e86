/** Findings as a list: what is wrong, where, and how to mend it. */
import type { Finding } from "../../base/finding.ts";

export const Findings = ({ findings, place = true }: { findings: readonly Finding[]; place?: boolean }) => (
  <ul class="findings">
    {findings.map((finding, i) => (
      <li key={i} class={`finding ${finding.severity}`}>
        <p class="finding-head">
          <span class="code">{finding.code}</span>
          {place && (
            <span class="quiet">
              {finding.line}:{finding.column}
            </span>
          )}
        </p>
        <p>{finding.message}</p>
        {finding.hint && <p class="hint">{finding.hint}</p>}
      </li>
    ))}
  </ul>
);
