/**
 * The source of the shown module, with findings in place under their lines, or what changed between two of its texts. When
 * its last candidate was turned away that text comes first, since the findings are about it.
 *
 * The page is sent the text that runs; those of earlier versions it has from when they ran, or asks for when they are looked at.
 */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { SlotInfo } from "../../wire/page.ts";
import { useApp } from "../app.ts";
import { Difference } from "../controls/difference.tsx";
import { Source } from "../controls/source.tsx";
import { Icon } from "../icons.tsx";
import { type CodeText, codeTexts } from "../versions.ts";

export function Code() {
  const { state } = useApp();
  // Many times a second the same: only another module, or another text of it, makes this anew.
  const info = useComputed(() => state.module.value).value;
  return info ? <Texts key={info.slot} info={info} /> : <p class="empty">No module, no code.</p>;
}

function Texts({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  const texts = codeTexts(info, state.sources.value);
  /** A person's choice; without one, what was turned away or else what runs. */
  const chosen = useSignal<string | null>(null);
  const compared = useSignal("");
  const shown = texts.find(({ id }) => id === chosen.value) ?? texts[0]!;
  const other = texts.find(({ id }) => id === compared.value && id !== shown.id);
  return (
    <div class="code-panel">
      {texts.length > 1 && (
        <div class="code-bar">
          <Choice label="Version" value={shown.id} texts={texts} onChoose={(id) => (chosen.value = id)} />
          <Choice
            label="Compare with"
            value={other?.id ?? ""}
            texts={texts.filter((text) => text !== shown)}
            none="no other"
            onChoose={(id) => (compared.value = id)}
          />
          {shown.canReturn && (
            <button
              type="button"
              class="button"
              aria-label={`Roll back to version ${shown.version}`}
              title={`Code and state as they were at tick ${shown.tick}`}
              onClick={() => actions.rollBack(info.slot, shown.version!)}
            >
              <Icon name="back" />
              Go back to it
            </button>
          )}
        </div>
      )}
      {shown.note && <p class="note bad">{shown.note}</p>}
      <Text info={info} shown={shown} other={other} />
    </div>
  );
}

interface TextProps {
  readonly info: SlotInfo;
  readonly shown: CodeText;
  readonly other: CodeText | undefined;
}

function Text({ info, shown, other }: TextProps) {
  const missing = [shown, other].find((text) => text && text.source === undefined);
  if (missing) return <Missing key={missing.id} slot={info.slot} text={missing} />;
  const key = `${info.slot} ${shown.id}`;
  if (other) return <Difference key={`${key} ${other.id}`} before={other.source!} after={shown.source!} />;
  return <Source key={key} source={shown.source!} findings={shown.findings} />;
}

/** It stands here until the text has come, which takes its place. */
function Missing({ slot, text: { title, version, hash } }: { slot: number; text: CodeText }) {
  const { actions } = useApp();
  const isRefused = useSignal(false);
  const ask = async () => {
    isRefused.value = false;
    isRefused.value = !(await actions.findSource(slot, { version: version!, hash }));
  };
  useEffect(() => void ask(), []);
  if (!isRefused.value) return <p class="empty">The text of {title} is on its way …</p>;
  return (
    <div class="empty">
      <p>The text of {title} did not come.</p>
      <button type="button" class="button" onClick={ask}>
        Ask again
      </button>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly texts: readonly CodeText[];
  readonly none?: string;
  readonly onChoose: (id: string) => void;
}

const Choice = ({ label, value, texts, none, onChoose }: ChoiceProps) => (
  <span class="choice">
    <span class="quiet" aria-hidden="true">
      {label}
    </span>
    <select aria-label={label} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {none && <option value="">{none}</option>}
      {texts.map((text) => (
        <option key={text.id} value={text.id}>
          {text.title}
        </option>
      ))}
    </select>
  </span>
);
