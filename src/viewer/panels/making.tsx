/** How descriptions became modules: each step as it happens, each attempt with what was wrong with it. */
import type { StageReport } from "../../base/finding.ts";
import { useApp } from "../app.ts";
import { Findings } from "../controls/findings.tsx";
import { useFollowEnd } from "../controls/follow-end.ts";
import { milliseconds, shortHash } from "../format.ts";
import { Icon } from "../icons.tsx";
import { isOver, type Making, type MakingAttempt } from "../making.ts";

export function MakingPanel() {
  const { state } = useApp();
  const [newest, ...older] = state.makings.value;
  if (!newest) {
    return (
      <p class="empty">Describe something above. Each step shows here: the writing, the judging, the smoke run.</p>
    );
  }
  return (
    <div class="makings">
      <One making={newest} />
      {older.length > 0 && <h3>Before</h3>}
      {older.map((making) => (
        <details key={making.id}>
          <summary>
            <Outcome making={making} /> {making.description}
          </summary>
          <One making={making} />
        </details>
      ))}
    </div>
  );
}

const One = ({ making }: { making: Making }) => (
  <article class="making" aria-label={making.description}>
    <p class="making-title">“{making.description}”</p>
    <p class="quiet">{making.model}</p>
    <ol class="steps">
      {making.attempts.map((attempt) => (
        <Attempt key={attempt.number} attempt={attempt} limit={making.limit} over={isOver(making)} />
      ))}
      {making.kept && (
        <li class="step done">
          <p>
            Kept as {making.kept.name} <span class="quiet">#{shortHash(making.kept.hash)}</span>
          </p>
          <p class="quiet card-path">{making.kept.path}</p>
        </li>
      )}
      {making.slot !== undefined && (
        <li class="step done">
          <p>On the stage</p>
        </li>
      )}
    </ol>
    {making.problem && (
      <div class="note bad" role="alert">
        <p>{making.problem.message}</p>
        <p class="hint">{making.problem.hint}</p>
      </div>
    )}
    {making.status === "rejected" && <p class="note bad">Given up: no attempt passed.</p>}
    {making.status === "static-validated" && <p class="note">It passed the gate and was not run.</p>}
  </article>
);

function Attempt({ attempt, limit, over }: { attempt: MakingAttempt; limit: number; over: boolean }) {
  const { written, judged } = attempt;
  const failed = judged?.findings.some((finding) => finding.severity === "error") ?? false;
  const look = judged ? (failed ? "failed" : "done") : over ? "failed" : "busy";
  return (
    <li class={`step ${look}`}>
      <p>
        {written ? "Written" : over ? "Broken off" : "Writing"}
        {limit > 1 && ` · attempt ${attempt.number} of ${limit}`}
        {written && <span class="quiet"> {written.cached ? "from a recording" : milliseconds(written.ms)}</span>}
      </p>
      {judged ? (
        <details>
          <summary>{attempt.text.split("\n").length} lines</summary>
          <Writing text={attempt.text} />
        </details>
      ) : (
        <Writing text={attempt.text} />
      )}
      {judged ? <Stages stages={judged.stages} /> : written && !over && <p class="quiet">Judging …</p>}
      {judged && judged.findings.length > 0 && <Findings findings={judged.findings} />}
    </li>
  );
}

function Writing({ text }: { text: string }) {
  const { list, onScroll } = useFollowEnd<HTMLPreElement>(text);
  return (
    <pre class="writing" ref={list} onScroll={onScroll} tabIndex={0} aria-label="What the model wrote">
      {text}
    </pre>
  );
}

const Stages = ({ stages }: { stages: readonly StageReport[] }) => (
  <ul class="stages">
    {stages.map((stage) => (
      <li key={stage.name} class={stage.ok ? "good" : "bad"}>
        <Icon name={stage.ok ? "check" : "close"} />
        {stage.name === "smoke" ? "smoke run" : stage.name} <span class="quiet">{milliseconds(stage.ms)}</span>
      </li>
    ))}
  </ul>
);

function Outcome({ making }: { making: Making }) {
  const good = making.status === "verified" || making.status === "static-validated";
  return <span class={good ? "badge good" : "badge bad"}>{making.status ?? "failed"}</span>;
}
