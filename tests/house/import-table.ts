/**
 * Which room may import which: the one direction in which data flows through this house.
 *
 * A room may always import its own files. Anything absent is forbidden. A change here belongs into docs/decisions.md,
 * with its reason.
 */
export const rooms = [
  "base",
  "engine",
  "kinds",
  "permission",
  "wire",
  "gate",
  "sandbox",
  "child",
  "generate",
  "store",
  "pipeline",
  "live",
  "server",
  "viewer",
  "cli",
  "index",
] as const;
export type Room = (typeof rooms)[number];

const allBut = (...absent: readonly Room[]): readonly Room[] => rooms.filter((room) => !absent.includes(room));

export const mayImport: Readonly<Record<Room, readonly Room[]>> = {
  base: [],
  engine: ["base"],
  kinds: ["base"],
  permission: ["base"],
  wire: ["base"],
  gate: ["base", "kinds", "permission"],
  sandbox: ["base", "kinds", "permission", "gate", "wire"],
  child: ["base", "engine", "wire"],
  generate: ["base", "kinds"],
  store: ["base", "permission"],
  pipeline: ["base", "kinds", "permission", "gate", "sandbox", "generate", "store"],
  live: ["base", "wire", "sandbox", "store"],
  server: ["base", "kinds", "permission", "pipeline", "live", "wire", "store"],
  viewer: ["base", "wire"],
  cli: allBut("child", "viewer", "index"),
  // The library's face: the same parts as the commands, plugged together by the same hand.
  index: allBut("child", "viewer", "server", "index"),
};
