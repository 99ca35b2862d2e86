//! tries: to fill the disk through its storage
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-storage --no-prompt
import { Node2D, storage } from "nodegen";

export const permissions = { storage: true };

export default class StorageQuota extends Node2D {
  #count = 0;
  override onUpdate() {
    for (let n = 0; n < 2; n++) storage.set(`key ${this.#count++}`, "x".repeat(60_000)).catch(() => {});
  }
}
