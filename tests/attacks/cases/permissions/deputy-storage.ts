//! tries: to read what another module of its name has stored
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-storage --no-prompt
import { Node2D, storage } from "nodegen";

export const permissions = { storage: true };

export default class DeputyStorage extends Node2D {
  override onReady() {
    storage.get("secret").then(
      (value) => console.log(value),
      (error) => console.log(String(error)),
    );
  }
}
