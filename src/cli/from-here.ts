import { relative } from "node:path";

/** A path as a person would type it. */
export const fromHere = (path: string): string => {
  const near = relative(".", path);
  return near.startsWith("..") ? path : near;
};
