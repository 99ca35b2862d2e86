/**
 * A module asks for something. The exact scope is shown as text, with every invisible character spelt out, and nothing is
 * granted by accident: the module chose the moment, so keys and clicks that were under way do not count.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { accessTo, type PermissionPrompt, promptChoices } from "../../base/permission-prompt.ts";
import { printable } from "../../base/printable.ts";
import { useApp } from "../app.ts";
import { shortHash } from "../format.ts";

/** Longer than it takes to notice that something has appeared under the pointer. */
const ARMED_AFTER_MS = 600;

export function PermissionQuestion() {
  const { state } = useApp();
  const prompt = state.prompts.value[0];
  // A question of its own each: focus and patience begin anew.
  return prompt ? <Question key={prompt.id} prompt={prompt} waiting={state.prompts.value.length - 1} /> : null;
}

function Question({ prompt, waiting }: { prompt: PermissionPrompt; waiting: number }) {
  const { actions } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const armed = useSignal(false);
  useEffect(() => {
    dialog.current?.showModal();
    // Not a button: Enter and Space that were meant for the scene would press it.
    dialog.current?.focus();
    const timer = setTimeout(() => (armed.value = true), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const refuse = (event: Event) => {
    event.preventDefault();
    if (armed.value) actions.answer(prompt.id, "deny");
  };
  return (
    <dialog
      ref={dialog}
      class="prompt"
      tabIndex={-1}
      aria-labelledby="prompt-title"
      onCancel={refuse}
      // A browser may close it all the same; the question is open until it is answered.
      onClose={() => dialog.current?.showModal()}
    >
      <h2 id="prompt-title">
        <bdi>{printable(prompt.module)}</bdi> asks for <code>{accessTo(prompt.permission, prompt.scope)}</code>
      </h2>
      <p class="quiet">
        Code #{shortHash(prompt.hash)}. One changed byte asks again.
        {waiting > 0 && ` ${waiting} more to answer.`}
      </p>
      <ul class="prompt-choices">
        {promptChoices.map(({ name, grants, means }) => (
          <li key={name}>
            <button
              type="button"
              class="button"
              disabled={!armed.value}
              onClick={() => actions.answer(prompt.id, name)}
            >
              {grants ? "Allow" : "Refuse"}: {means}
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet">Esc refuses for this run.</p>
    </dialog>
  );
}
