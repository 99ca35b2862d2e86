/** Keys and pointers that viewers hold down, so that one who leaves lets go of them. */
import type { InputRecord } from "../base/input-record.ts";

/** Of one viewer; hands have fewer fingers, and what is more is not noted. */
const MOST_KEYS = 64;

type Pointer = Extract<InputRecord, { readonly type: "pointerDown" | "pointerUp" | "pointerMove" }>;

interface Hands {
  readonly keys: Set<string>;
  pointer?: Pointer;
}

export class HeldInput {
  readonly #viewers = new Map<number, Hands>();

  note(records: readonly InputRecord[]): void {
    for (const record of records) this.#noteOne(record);
  }

  /** What a viewer would have to do to let go of everything; it holds nothing from here on. */
  release(viewer: number): InputRecord[] {
    const { keys = [], pointer } = this.#viewers.get(viewer) ?? {};
    this.#viewers.delete(viewer);
    const released = [...keys].map((key): InputRecord => ({ type: "keyUp", key, repeat: false, viewer }));
    return pointer ? [...released, { ...pointer, type: "pointerUp" }] : released;
  }

  #noteOne(record: InputRecord): void {
    const hands = this.#viewers.get(record.viewer) ?? { keys: new Set() };
    switch (record.type) {
      case "keyDown":
        if (hands.keys.size < MOST_KEYS) hands.keys.add(record.key);
        break;
      case "keyUp":
        hands.keys.delete(record.key);
        break;
      case "pointerDown":
        hands.pointer = record;
        break;
      case "pointerMove":
        if (hands.pointer) hands.pointer = { ...record, button: hands.pointer.button };
        break;
      case "pointerUp":
        hands.pointer = undefined;
        break;
      case "wheel":
        return;
    }
    if (hands.keys.size > 0 || hands.pointer) this.#viewers.set(record.viewer, hands);
    else this.#viewers.delete(record.viewer);
  }
}
