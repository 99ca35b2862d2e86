/** The built-in pictures of sprites and tiles; on the wire a tile names its own by number, from 1. Append only. */
export const pictures = [
  "icon",
  "star",
  "heart",
  "arrow",
  "ship",
  "ball",
  "crate",
  "cloud",
  "tree",
  "coin",
  "person",
  "bird",
  "fish",
] as const;
