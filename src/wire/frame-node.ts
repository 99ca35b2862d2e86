/** A node as the frame encoder reads it; the child's driver adapts the engine's nodes to this shape. */
export interface FrameNode {
  /** From 1, unique in the module, never reused. */
  readonly id: number;
  /** 0 for the module's root. */
  readonly parent: number;
  /** Place in `drawKinds`. */
  readonly kind: number;
  readonly name: string;
  /** The class as the author named it. */
  readonly type: string;
  /** Writes the kind's number fields, in the order of the schema, from `into[0]`. Colours are 0xRRGGBBAA. */
  numbers(into: Float64Array): void;
  /** The kind's one field that is no number, or null: text and name; points as x, y, x, y …; cells. */
  extra(): string | ArrayLike<number> | Cells | null;
}

/** Which nodes of a list may have changed since this was last cleared; of the others only those that are new are looked at. */
export interface Touched {
  /** Places in the list, each once, in any order; only the first `count` count. */
  readonly places: Int32Array;
  readonly count: number;
  clear(): void;
}

export interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** 0xRRGGBBAA, by rows. */
  readonly colors: Uint32Array;
  /** Grows with every change, so that an unchanged grid need not be compared. */
  readonly version: number;
}
