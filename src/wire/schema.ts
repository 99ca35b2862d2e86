/**
 * What a frame says about each kind of node: one table, read by the encoder in the child and the decoder in the page.
 *
 * Every field but `text`, `texture`, `points` and `cells` is one number. Colours are RGBA in one unsigned 32-bit number
 * (0xRRGGBBAA). `visible` is 0 or 1; `anchor` and `align` are places in the lists below. Appending a kind or a field at
 * the end of its list keeps the version; anything else raises it.
 */
export const FRAME_VERSION = 2;

export type NumberField = "f32" | "rgba" | "u8";
/** `name`: interned text; `text`: inline, capped; `points`: numbers, x, y pairs unless the kind says otherwise; `cells`: columns, rows, then RGBA by rows. */
export type FieldType = NumberField | "name" | "text" | "points" | "cells";
export interface Field {
  readonly name: string;
  readonly type: FieldType;
}

const f = (type: FieldType, ...names: string[]): Field[] => names.map((name) => ({ name, type }));

const place = [...f("f32", "x", "y", "rotation", "scaleX", "scaleY", "opacity", "z"), ...f("u8", "visible", "anchor")];
const shape = [...f("rgba", "color", "outline"), ...f("f32", "outlineWidth")];

const control = [...place, ...f("f32", "width", "height"), ...f("rgba", "color"), ...f("u8", "state")];
/** Bits of `state`. */
export const ControlState = { HOVERED: 1, HELD: 2, FOCUSED: 4, DISABLED: 8 } as const;

/** In the order of their numbers on the wire. */
export const drawKinds = [
  { name: "Node", fields: [] },
  { name: "Node2D", fields: place },
  { name: "Circle", fields: [...place, ...shape, ...f("f32", "radius")] },
  { name: "Rect", fields: [...place, ...shape, ...f("f32", "width", "height", "cornerRadius")] },
  { name: "Polygon", fields: [...place, ...shape, ...f("points", "points")] },
  {
    name: "Line",
    fields: [...place, ...f("rgba", "color"), ...f("f32", "width"), ...f("u8", "closed"), ...f("points", "points")],
  },
  {
    name: "Sprite2D",
    fields: [...place, ...f("f32", "width", "height"), ...f("rgba", "tint"), ...f("name", "texture")],
  },
  {
    name: "Label",
    fields: [...place, ...f("f32", "fontSize"), ...f("rgba", "color"), ...f("u8", "align"), ...f("text", "text")],
  },
  { name: "PixelGrid", fields: [...place, ...f("f32", "cellSize"), ...f("cells", "cells")] },
  { name: "Camera2D", fields: [...place, ...f("f32", "zoom", "offsetX", "offsetY"), ...f("u8", "current")] },
  // The numbers of `base/drawing.ts`.
  { name: "Drawing", fields: [...place, ...f("points", "strokes")] },
  {
    name: "Area2D",
    fields: [
      ...place,
      ...f("rgba", "color"),
      ...f("u8", "shape"),
      ...f("f32", "radius", "width", "height"),
      ...f("points", "points"),
    ],
  },
  // Its points are those of the curve, near to each other.
  { name: "Path2D", fields: [...place, ...f("rgba", "color"), ...f("f32", "width"), ...f("points", "points")] },
  // x, y and the share of its life that is over, one particle after the other; in the scene's space unless it is local.
  {
    name: "Particles2D",
    fields: [
      ...place,
      ...f("f32", "startSize", "endSize"),
      ...f("rgba", "startColor", "endColor"),
      ...f("u8", "local"),
      ...f("points", "particles"),
    ],
  },
  // Each cell is a tile as `base/tiles.ts` packs it.
  { name: "TileMap", fields: [...place, ...f("f32", "tileSize"), ...f("cells", "tiles")] },
  { name: "Button", fields: [...control, ...f("f32", "fontSize"), ...f("rgba", "textColor"), ...f("text", "text")] },
  { name: "Slider", fields: [...control, ...f("f32", "share")] },
  { name: "ProgressBar", fields: [...control, ...f("f32", "share")] },
  // It is heard, not seen: once more whenever `plays` has grown. Its points are its samples.
  {
    name: "Sound",
    fields: [
      ...place,
      ...f("u8", "wave"),
      ...f("f32", "frequency", "endFrequency", "volume", "pan", "attack", "decay", "sustain", "duration", "release"),
      ...f("f32", "sampleRate", "plays"),
      ...f("u8", "stopped"),
      ...f("points", "samples"),
    ],
  },
] as const satisfies readonly { name: string; fields: readonly Field[] }[];

export type DrawKindName = (typeof drawKinds)[number]["name"];

export const anchors = [
  "none",
  "topLeft",
  "top",
  "topRight",
  "left",
  "center",
  "right",
  "bottomLeft",
  "bottom",
  "bottomRight",
] as const;
export const areaShapes = ["circle", "rect", "polygon"] as const;
export const waves = ["sine", "triangle", "square", "sawtooth", "noise", "sample"] as const;
export const aligns = ["left", "center", "right"] as const;
