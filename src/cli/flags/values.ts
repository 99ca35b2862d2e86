/**
 * How the text of an option's value is read; undefined where it is not understood. Nothing is trimmed, rounded or guessed.
 */
import { type Hash, isHash } from "../../base/hash.ts";
import type { CacheMode } from "../../generate/recording.ts";
import { type PermissionName, permissionNames } from "../../permission/permissions.ts";
import type { WrittenScopes } from "../../permission/rules.ts";
import type { Size } from "./flag.ts";

export const whole = (min: number, max: number) => (text: string) => {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
};
/** A value that begins like an option is a forgotten value. */
export const words = (text: string) => (text.trim() === "" || text.startsWith("--") ? undefined : text);

const cacheModes: readonly string[] = ["auto", "record", "replay", "off"] satisfies readonly CacheMode[];
export const isCacheMode = (text: string): text is CacheMode => cacheModes.includes(text);

/** What stands for a value that was left out; no argument that a person types holds it. */
export const LEFT_OUT = "\0";
export function scopes(text: string): WrittenScopes | undefined {
  const written = text.split(",");
  const listed = written.filter((scope) => scope !== LEFT_OUT);
  if (listed.some((scope) => scope.trim() === "")) return undefined;
  if (listed.length === written.length) return listed;
  return listed.length === 0 ? true : { everything: true, listed };
}

export const isPermission = (text: string): text is PermissionName =>
  (permissionNames as readonly string[]).includes(text);

export const seal = (text: string): Hash | undefined => (isHash(text) ? text : undefined);

/** A day or a moment as ISO 8601 writes it. */
export function moment(text: string): Date | undefined {
  const date = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) ? new Date(text) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

export const MIN_SIDE = 64;
export const MAX_SIDE = 4096;
export function size(text: string): Size | undefined {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  const fits = (side: number | undefined): side is number => side !== undefined && side >= MIN_SIDE && side <= MAX_SIDE;
  return fits(width) && fits(height) ? { width, height } : undefined;
}
