/**
 * How a person has arranged the page: which panels are open and how wide, which tab is in front. Kept on this machine for the next
 * visit; a browser that keeps nothing, or something else under the name, gives the page as it comes.
 */
import type { State, Tab } from "./state.ts";

type Shelf = Pick<Storage, "getItem" | "setItem">;

export interface Panels {
  readonly left: boolean;
  readonly right: boolean;
}

/** In pixels; a panel that nobody has made wider or narrower has its own width. */
export interface Widths {
  readonly left?: number;
  readonly right?: number;
}

const name = "nodegen-page";
const tabs: readonly Tab[] = ["inspector", "code", "log", "making"];

/** A browser that is told to keep nothing throws when it is asked. */
export function shelf(): Shelf | undefined {
  try {
    return localStorage;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

export function recall(state: State, shelf: Shelf | undefined): void {
  const kept = parsed(shelf?.getItem(name) ?? null);
  const left = kept["left"] !== false;
  const right = kept["right"] !== false;
  state.panels.value = { left, right };
  state.widths.value = { left: width(kept["leftWidth"]), right: width(kept["rightWidth"]) };
  state.tab.value = tabs.find((tab) => tab === kept["tab"]) ?? "inspector";
}

/** Reads the state, so that an effect around it runs whenever that changes. */
export function keep(state: State, shelf: Shelf | undefined): void {
  const { left, right } = state.widths.value;
  const text = JSON.stringify({ ...state.panels.value, tab: state.tab.value, leftWidth: left, rightWidth: right });
  try {
    shelf?.setItem(name, text);
  } catch (error) {
    // A full or forbidden shelf costs the arrangement and nothing else.
    if (!(error instanceof DOMException)) throw error;
  }
}

const width = (kept: unknown): number | undefined =>
  typeof kept === "number" && Number.isFinite(kept) ? kept : undefined;

function parsed(text: string | null): { readonly [key: string]: unknown } {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
