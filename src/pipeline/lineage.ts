/**
 * What makes two texts the same module while it is edited, renamed, swapped and rolled back: its lineage. A module's
 * storage, and what was revoked from it, go by this and never by a name that the text chooses.
 *
 * A kept module's lineage is the hash of the one that it was first made as; a file's is that of its place on the disk.
 */
import { contentHash, type Hash } from "../base/hash.ts";
import type { ModuleStore } from "../store/module-record.ts";

/** The root of the chain of parents; where a record is missing, the chain begins with it. */
export async function lineageOfKept(store: Pick<ModuleStore, "get">, hash: Hash): Promise<Hash> {
  // A record can be written by hand, and lead in a circle.
  const seen = new Set<Hash>();
  let root = hash;
  while (!seen.has(root)) {
    seen.add(root);
    root = (await store.get(root))?.parent ?? root;
  }
  return root;
}

/** `realPath` has every link resolved. No text of a module begins like this, so that it is no kept module's hash either. */
export const lineageOfFile = (realPath: string): Hash => contentHash(`file:${realPath}`);
