/** What viewers did since the last tick, in the order of arrival, within bounds. */
import type { InputRecord } from "../base/input-record.ts";

/** Beyond this many in one tick, moves and turns of the wheel are left out: the next one says where the pointer is. */
const MANY = 512;
/** Nobody presses so many keys in one tick. */
const MOST = 2048;

export class InputQueue {
  #records: InputRecord[] = [];

  add(records: readonly InputRecord[]): void {
    for (const record of records) {
      const isMotion = record.type === "pointerMove" || record.type === "wheel";
      if (this.#records.length < (isMotion ? MANY : MOST)) this.#records.push(record);
    }
  }

  take(): readonly InputRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
