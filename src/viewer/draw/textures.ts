/**
 * The built-in pictures of `Sprite2D`, drawn as paths so that they are crisp at every size. Each is a stack of filled
 * paths in a box of 64 × 64 around the origin, facing right where it faces anywhere. Drawn for nodegen.
 */
export interface Layer {
  /** 0xRRGGBBAA, before the tint. */
  readonly color: number;
  /** SVG path data. */
  readonly path: string;
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const ellipse = (x: number, y: number, rx: number, ry: number): string =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
const box = (x: number, y: number, w: number, h: number, r = 0): string =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;

const star = (points: number, outer: number, inner: number): string => {
  const corners = Array.from({ length: 2 * points }, (_, i) => {
    const angle = (i * Math.PI) / points - Math.PI / 2;
    const radius = i % 2 ? inner : outer;
    return `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
  });
  return `M${corners.join("L")}z`;
};

export const textures: { readonly [name: string]: readonly Layer[] } = {
  // A node and its child on their orbit: a turn of it can be seen.
  icon: [
    { color: 0x1f6f78ff, path: box(-32, -32, 64, 64, 15) },
    { color: 0x2a8c96ff, path: "M-32 -17a15 15 0 0 1 15 -15h34a15 15 0 0 1 15 15v5c-22 -6 -42 -2 -64 14z" },
    { color: 0xffffff4d, path: `${circle(0, 0, 21)}${circle(0, 0, 17.5)}` },
    { color: 0xffffffff, path: circle(0, 0, 8.5) },
    { color: 0xffd166ff, path: circle(14.5, -12.5, 6.5) },
  ],
  star: [
    { color: 0xe9a820ff, path: star(5, 32, 14) },
    { color: 0xffcb47ff, path: star(5, 26, 11.5) },
  ],
  heart: [
    { color: 0xd7385eff, path: "M0 29C-13 17 -30 6 -30 -10C-30 -29 -7 -33 0 -15C7 -33 30 -29 30 -10C30 6 13 17 0 29z" },
    {
      color: 0xff8fa8ff,
      path: "M-22 -8C-23 -18 -15 -22 -10 -18C-15 -17 -19 -13 -18.5 -7.500C-18.5 -5 -21.5 -5 -22 -8z",
    },
  ],
  arrow: [{ color: 0xf2f4f8ff, path: "M30 0L4 -24V-10H-30V10H4V24z" }],
  ship: [
    { color: 0xff8a3dff, path: "M-20 -7L-32 0L-20 7z" },
    { color: 0x8795b5ff, path: "M4 -10L-22 -26L-18 -6zM4 10L-22 26L-18 6z" },
    { color: 0xe6ebf5ff, path: "M32 0C20 -11 0 -13 -20 -9V9C0 13 20 11 32 0z" },
    { color: 0x3fa7d6ff, path: "M17 0C12 -5.5 4 -6 0 -5V5C4 6 12 5.5 17 0z" },
  ],
  ball: [
    { color: 0xf4f4f2ff, path: circle(0, 0, 30) },
    {
      color: 0xe4572eff,
      path: "M0 -30A30 30 0 0 1 26 -15L0 0zM26 15A30 30 0 0 1 0 30L0 0zM-26 15A30 30 0 0 1 -26 -15L0 0z",
    },
    { color: 0xffffffff, path: circle(0, 0, 6) },
    { color: 0x00000022, path: "M21 -21A30 30 0 1 1 -21 21A36 36 0 0 0 21 -21z" },
  ],
  crate: [
    { color: 0x7a5230ff, path: box(-30, -30, 60, 60, 3) },
    { color: 0xb9834bff, path: box(-24, -24, 48, 48) },
    { color: 0x9a6a3bff, path: "M-24 -9h48v3h-48zM-24 7h48v3h-48z" },
    { color: 0x7a5230ff, path: "M-24 -24h9L24 15v9h-9L-24 -15z" },
  ],
  cloud: [
    { color: 0xc9d6e8ff, path: "M-20 18A13 13 0 0 1 -21 -8A17 17 0 0 1 10 -13A14 14 0 0 1 30 4A12 12 0 0 1 20 18z" },
    { color: 0xeef3faff, path: "M-20 12A11 11 0 0 1 -20 -8A16 16 0 0 1 9 -12A13 13 0 0 1 28 0A12 12 0 0 1 20 12z" },
  ],
  tree: [
    { color: 0x7a5230ff, path: box(-4, 14, 8, 18, 1) },
    { color: 0x2f7d4fff, path: "M0 -32L16 -10H9L22 6H12L26 20H-26L-12 6H-22L-9 -10H-16z" },
    { color: 0x3f9d66ff, path: "M0 -32L-16 -10H-9L-22 6H-12L-26 20H-2C-8 4 -6 -14 0 -32z" },
  ],
  coin: [
    { color: 0xc78a12ff, path: circle(0, 0, 30) },
    { color: 0xf7c844ff, path: circle(0, 0, 26) },
    { color: 0xdda01fff, path: `${circle(0, 0, 19)}${circle(0, 0, 16.5)}` },
    { color: 0xfff0b8ff, path: "M-13 -16A20.5 20.5 0 0 1 2 -20.500V-17.500A17.5 17.5 0 0 0 -11 -13.500z" },
  ],
  person: [
    { color: 0x3a6ea5ff, path: "M-20 32V14C-20 4 -11 0 0 0C11 0 20 4 20 14V32z" },
    { color: 0xf0c29aff, path: circle(0, -15, 13) },
    { color: 0x4a3426ff, path: "M-13.5 -15C-14 -34 14 -34 13.5 -15C9 -17 7 -20 5 -22C0 -18 -8 -17 -13.5 -15z" },
  ],
  bird: [
    { color: 0x2f6690ff, path: "M-14 4L-32 -4L-28 5L-32 12z" },
    { color: 0xf4a62aff, path: "M20 -8L32 -4L20 0z" },
    {
      color: 0x3a86c8ff,
      path: "M22 -6C22 10 8 20 -6 16C-13 14 -17 8 -17 3C-10 3 -2 2 2 -6C4 -14 9 -17 14 -16C19 -15 22 -11 22 -6z",
    },
    { color: 0x2f6690ff, path: "M4 2C0 14 -14 18 -22 26C-24 12 -18 0 4 2z" },
    { color: 0xffffffff, path: circle(14, -9, 3.4) },
    { color: 0x1b2430ff, path: circle(15, -9, 1.8) },
  ],
  fish: [
    { color: 0xd9602bff, path: "M-14 0L-32 -15C-28 -5 -28 5 -32 15z" },
    { color: 0xd9602bff, path: "M-6 -13C0 -23 8 -22 12 -18L8 -10zM-4 13C0 21 6 21 9 18L6 11z" },
    { color: 0xf58549ff, path: "M32 0C24 -14 8 -18 -4 -13C-12 -10 -16 -4 -18 0C-16 4 -12 10 -4 13C8 18 24 14 32 0z" },
    { color: 0xffc08aff, path: "M30 3C22 14 8 17 -4 13C-10 11 -14 7 -17 2C-4 9 16 9 30 3z" },
    { color: 0xffffffff, path: circle(18, -4, 4) },
    { color: 0x1b2430ff, path: ellipse(19.2, -4, 2, 2.2) },
  ],
};

/** The picture of a name is looked up as its own, never as something every object has. */
export const texture = (name: string): readonly Layer[] | undefined =>
  Object.hasOwn(textures, name) ? textures[name] : undefined;
