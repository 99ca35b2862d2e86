import type { FilePictures } from "../../src/viewer/draw/file-pictures.ts";

/** A drawing context that draws nothing and notes what it was asked: calls with their arguments, paints with their colours. */
export function noting(): { context: CanvasRenderingContext2D; calls: string[] } {
  const calls: string[] = [];
  const state: Record<string, unknown> = {};
  let transform = new Affine([1, 0, 0, 1, 0, 0]);
  const context = new Proxy(state, {
    get: (_target, name: string) => {
      if (name in state) return state[name];
      if (name === "canvas") return { width: 960, height: 540 };
      if (name === "getTransform") return () => ({ inverse: () => transform.inverse() });
      if (name === "setTransform")
        return (...values: number[]) => {
          transform = new Affine(values);
          calls.push(`setTransform(${values.join(",")})`);
        };
      if (name === "fill") return () => calls.push(`fill ${String(state["fillStyle"])}`);
      if (name === "stroke")
        return () => calls.push(`stroke ${String(state["strokeStyle"])} ${String(state["lineWidth"])}`);
      return (...values: unknown[]) => calls.push(`${name}(${values.join(",")})`);
    },
  });
  return { context: context as unknown as CanvasRenderingContext2D, calls };
}

/** For scenes that show no files. */
export const noPictures = { get: () => undefined } as unknown as FilePictures;

/** As much of a DOMMatrix as the drawing asks for: transforms without turns. */
class Affine {
  readonly a: number;
  readonly b = 0;
  readonly c = 0;
  readonly d: number;
  readonly e: number;
  readonly f: number;
  constructor([a = 1, , , d = 1, e = 0, f = 0]: readonly number[]) {
    [this.a, this.d, this.e, this.f] = [a, d, e, f];
  }
  inverse(): Affine {
    return new Affine([1 / this.a, 0, 0, 1 / this.d, -this.e / this.a, -this.f / this.d]);
  }
}
