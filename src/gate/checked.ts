/**
 * Text that passed the gate, as a value that only the gate can make.
 *
 * The brand makes forging fail at compile time, the private set at run time. What is kept on disk is never one of
 * these: it is gated again when it is loaded.
 */
import type { Hash } from "../base/hash.ts";
import type { KindName } from "../kinds/kind.ts";
import type { Permissions } from "../permission/permissions.ts";

declare const brand: unique symbol;

export interface Checked {
  readonly [brand]: "Checked";
  readonly kind: KindName;
  readonly name: string;
  readonly hash: Hash;
  /** The author's TypeScript, as kept. */
  readonly source: string;
  /** The body of a strict function; its parameters are the kind's, it returns the module's exports. */
  readonly code: string;
  /** Source map, version 3, from `code` to `source`, as JSON. */
  readonly map: string;
  readonly permissions: Permissions;
}

const minted = new WeakSet<Checked>();

/** For the gate alone. */
export function mintChecked(fields: Omit<Checked, typeof brand>): Checked {
  const checked = Object.freeze({ ...fields }) as Checked;
  minted.add(checked);
  return checked;
}

export const isChecked = (value: object): value is Checked => minted.has(value as Checked);
