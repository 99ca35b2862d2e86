import type { PageDown, StageEvent } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";

type Logs = Extract<PageDown, { type: "hello" }>["logs"];

/** The last lines of each module's log, so that a page that opens late shows what the others show. */
export class LogHistory {
  static readonly LINES = 500;
  readonly #lines = new Map<number, LogLine[]>();

  note(event: StageEvent): void {
    if (event.type === "log") {
      const lines = this.#lines.get(event.slot) ?? [];
      this.#lines.set(event.slot, [...lines, ...event.lines].slice(-LogHistory.LINES));
    }
    if (event.type === "slots") {
      const present = new Set(event.slots.map(({ slot }) => slot));
      for (const slot of this.#lines.keys()) if (!present.has(slot)) this.#lines.delete(slot);
    }
  }

  all(): Logs {
    return [...this.#lines].map(([slot, lines]) => ({ slot, lines }));
  }
}
