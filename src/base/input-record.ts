/** One thing a viewer did, in the order of arrival. `viewer` tells the sources of merged input apart. */
export type InputRecord =
  | { readonly type: "keyDown" | "keyUp"; readonly key: string; readonly repeat: boolean; readonly viewer: number }
  | {
      readonly type: "pointerDown" | "pointerUp" | "pointerMove";
      readonly x: number;
      readonly y: number;
      readonly button: number;
      readonly viewer: number;
    }
  | { readonly type: "wheel"; readonly dx: number; readonly dy: number; readonly viewer: number };
