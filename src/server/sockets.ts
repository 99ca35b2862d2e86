/**
 * All open pages: Bun's handlers for their sockets, and what is said to every one of them.
 */
import type { ServerWebSocket, WebSocketHandler } from "bun";

import type { PageDown } from "../wire/page.ts";
import { Connection, type Shared } from "./connection.ts";
import { MAX_JSON_BYTES } from "./json-text.ts";

/** Bytes that may wait for a page before it is closed; the stage holds its frames back long before. */
const MAX_WAITING_BYTES = 16 * 2 ** 20;
/** Seconds without a sign of life; Bun pings before. */
const IDLE = 60;
/** RFC 6455: the endpoint is going away. */
const GOING_AWAY = 1001;
/** RFC 6455: the server met a condition that it did not expect. */
const INTERNAL_ERROR = 1011;

export class Sockets {
  readonly #open = new Map<ServerWebSocket, Connection>();
  readonly #shared: Shared;
  #count = 0;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  readonly handler: WebSocketHandler<undefined> = {
    maxPayloadLength: MAX_JSON_BYTES,
    backpressureLimit: MAX_WAITING_BYTES,
    closeOnBackpressureLimit: true,
    idleTimeout: IDLE,
    open: (socket) => {
      const connection = new Connection(socket, ++this.#count, this.#shared);
      this.#open.set(socket, connection);
      connection.open();
    },
    message: (socket, message) => this.#open.get(socket)?.receive(message),
    close: (socket) => {
      this.#open.get(socket)?.closed();
      this.#open.delete(socket);
      // A question that only this page could have answered has nobody left to answer it.
      this.#shared.permissions?.desk.recheck();
    },
    error: (error, socket) => {
      this.#shared.report(error);
      this.#open.get(socket)?.close(INTERNAL_ERROR, "The server met a fault of its own.");
    },
  };

  get isAnyOpen(): boolean {
    return this.#open.size > 0;
  }

  broadcast(message: PageDown): void {
    for (const connection of this.#open.values()) connection.tell(message);
  }

  close(): void {
    for (const connection of this.#open.values()) connection.close(GOING_AWAY, "The server was closed.");
    this.#open.clear();
  }
}
