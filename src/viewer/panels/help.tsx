/** The keys, from the table that the listener reads. A modal dialog: the browser keeps the focus in it and Escape closes it. */
import { useEffect, useRef } from "preact/hooks";

import { useApp } from "../app.ts";
import { Icon } from "../icons.tsx";
import { keys } from "../keys.ts";

const groups = ["Play", "Look", "Page"] as const;

export function Help() {
  const { state } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = state.help.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => (state.help.value = false)}>
      <div class="help-head">
        <h2 id="help-title">Keys</h2>
        <button type="button" class="button icon-button" aria-label="Close" onClick={() => (state.help.value = false)}>
          <Icon name="close" />
        </button>
      </div>
      <div class="help-groups">
        {groups.map((group) => (
          <section key={group}>
            <h3 class="quiet">{group}</h3>
            <dl>
              {keys
                .filter((key) => key.group === group)
                .map((key) => (
                  <div key={key.key}>
                    <dt>
                      <kbd>{key.shown}</kbd>
                    </dt>
                    <dd>{key.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="quiet">
        Click the stage and the keys go to the scene, until Esc. Hold Alt and click to select a node. F2 on a module
        arranges it.
      </p>
    </dialog>
  );
}
