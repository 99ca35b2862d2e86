/**
 * Tabs by the book: one stop for the Tab key, arrows between them, the panel named by its tab. A panel that was opened stays
 * in the page behind the others, so that it is found as it was left.
 */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export interface TabRow<Name extends string> {
  readonly name: Name;
  readonly title: string;
  /** A number worth knowing before the tab is opened. */
  readonly count?: number;
  readonly alarm?: boolean;
  readonly panel: ComponentChildren;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly TabRow<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

export function Tabs<Name extends string>({ label, tabs, chosen, onChoose }: TabsProps<Name>) {
  const opened = useRef(new Set<Name>());
  opened.current.add(chosen);
  const move = (event: KeyboardEvent) => {
    const now = tabs.findIndex((tab) => tab.name === chosen);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const { name } = tabs.at(next % tabs.length)!;
    onChoose(name);
    document.getElementById(`tab-${name}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, title, count, alarm }) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === chosen}
            aria-controls={`tab-panel-${name}`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {title}
            {count ? <span class={alarm ? "count alarm" : "count"}>{count}</span> : null}
          </button>
        ))}
      </div>
      {tabs.map(({ name, panel }) => (
        <div
          key={name}
          id={`tab-panel-${name}`}
          class="tab-panel"
          role="tabpanel"
          aria-labelledby={`tab-${name}`}
          hidden={name !== chosen}
        >
          {opened.current.has(name) && panel}
        </div>
      ))}
    </>
  );
}
