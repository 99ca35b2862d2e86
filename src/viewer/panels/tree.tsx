/**
 * The shown module's tree. Only the rows in sight are made, so that ten thousand nodes scroll as ten do; the keyboard
 * walks it as the tree pattern says: up, down, right to open, left to close, Home and End.
 */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { useApp } from "../app.ts";
import { whole } from "../format.ts";
import { Icon } from "../icons.tsx";
import { type TreeRow, treeRows } from "../tree-rows.ts";

/** As viewer.css says. */
const rowHeight = 26;
/** Rows made above and below what is in sight. */
const spare = 8;

export function Tree() {
  const { state, actions, scenes } = useApp();
  const opened = useSignal<ReadonlyMap<number, boolean>>(new Map());
  const rows = useComputed(() => {
    const slot = state.module.value?.slot;
    // The structure's number is read so that this runs again when it grows.
    return state.structure.value >= 0 && slot !== undefined ? treeRows(slot, scenes.nodesOf(slot), opened.value) : [];
  }).value;
  const chosen = state.selection.value;
  const view = useWindow(rows, chosen);

  const setOpen = (row: TreeRow, open: boolean) => {
    opened.value = new Map(opened.value).set(row.id, open);
  };
  const press = (event: KeyboardEvent) => {
    const target = walk(
      event.key,
      rows,
      rows.findIndex((row) => row.id === chosen),
      setOpen,
    );
    if (target === undefined) return;
    event.preventDefault();
    if (target) actions.select(target.id);
  };

  return (
    <section class="panel tree-panel" aria-labelledby="tree-title">
      <h2 id="tree-title">
        Tree <span class="quiet">{rows.length > 0 && whole(scenes.nodesOf(state.module.value?.slot ?? 0).length)}</span>
      </h2>
      {rows.length === 0 && <p class="empty">No nodes.</p>}
      <div
        class="tree"
        role="tree"
        aria-label="Nodes"
        tabIndex={0}
        aria-activedescendant={chosen === null ? undefined : rowId(chosen)}
        ref={view.list}
        onScroll={view.onScroll}
        onKeyDown={press}
      >
        <div class="tree-space" role="presentation" style={{ height: `${rows.length * rowHeight}px` }}>
          {rows.slice(view.from, view.to).map((row, i) => (
            <Row
              key={row.id}
              row={row}
              top={(view.from + i) * rowHeight}
              selected={row.id === chosen}
              onSelect={() => actions.select(row.id)}
              onToggle={() => setOpen(row, !row.open)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

const rowId = (id: number) => `node-${id}`;

interface RowProps {
  readonly row: TreeRow;
  readonly top: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onToggle: () => void;
}

const Row = ({ row, top, selected, onSelect, onToggle }: RowProps) => (
  <div
    id={rowId(row.id)}
    class={selected ? "tree-row selected" : "tree-row"}
    role="treeitem"
    aria-level={row.depth + 1}
    aria-selected={selected}
    aria-expanded={row.children > 0 ? row.open : undefined}
    style={{ top: `${top}px`, paddingLeft: `${8 + row.depth * 14}px` }}
    onClick={onSelect}
    onDblClick={onToggle}
  >
    <span
      class={row.children === 0 ? "twist none" : row.open ? "twist open" : "twist"}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <Icon name="open" />
    </span>
    <span class="tree-name">{row.name}</span>
    {row.type !== row.name && <span class="tree-type quiet">{row.type}</span>}
    {row.children > 0 && !row.open && <span class="tree-count quiet">{whole(row.children)}</span>}
  </div>
);

/** The rows in sight; scrolls to the chosen one when it was chosen elsewhere. */
function useWindow(rows: readonly TreeRow[], chosen: number | null) {
  const list = useRef<HTMLDivElement>(null);
  const scrolled = useSignal(0);
  const height = useSignal(0);
  const from = Math.max(0, Math.floor(scrolled.value / rowHeight) - spare);
  const to = Math.min(rows.length, Math.ceil((scrolled.value + height.value) / rowHeight) + spare);

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => (height.value = entry!.contentRect.height));
    observer.observe(list.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = list.current;
    const at = rows.findIndex((row) => row.id === chosen) * rowHeight;
    if (!element || at < 0) return;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = at + rowHeight - element.clientHeight;
  }, [chosen]);

  const onScroll = () => (scrolled.value = list.current?.scrollTop ?? 0);
  return { list, from, to, onScroll };
}

/** The row to choose; null where the key only opens or closes; undefined where it means nothing to a tree. */
function walk(
  key: string,
  rows: readonly TreeRow[],
  at: number,
  setOpen: (row: TreeRow, open: boolean) => void,
): TreeRow | null | undefined {
  const row = rows[at];
  switch (key) {
    case "ArrowDown":
      return rows[Math.min(rows.length - 1, at + 1)] ?? null;
    case "ArrowUp":
      return rows[Math.max(0, at - 1)] ?? null;
    case "Home":
      return rows[0] ?? null;
    case "End":
      return rows.at(-1) ?? null;
    case "ArrowRight":
      if (!row || row.children === 0) return null;
      if (row.open) return rows[at + 1] ?? null;
      setOpen(row, true);
      return null;
    case "ArrowLeft":
      if (!row) return null;
      if (!row.open) return rows.find((one) => one.id === row.parent) ?? null;
      setOpen(row, false);
      return null;
    default:
      return undefined;
  }
}
