import type { FilePictures } from "../../src/viewer/draw/file-pictures.ts";

/** A drawing context that draws nothing and notes what it was asked: calls with their arguments, paints with their colours. */
export function noting(): { context: CanvasRenderingContext2D; calls: string[] } {
  const calls: string[] = [];
  const state: Record<string, unknown> = {};
  const context = new Proxy(state, {
    get: (_target, name: string) => {
      if (name in state) return state[name];
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
