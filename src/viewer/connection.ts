/**
 * The one WebSocket: it opens it, opens it again when it is lost, and says in which state it is.
 *
 * It relies on what is handed in (a socket, a clock) and knows nothing of what the messages mean. A new connection
 * starts with `hello` and a keyframe from the server, so nothing has to be remembered over a loss.
 */
import type { PageDown, PageUp } from "../wire/page.ts";
import type { Connection as Shown, ConnectionState } from "./state.ts";

export interface ConnectionPowers {
  readonly open: () => WebSocket;
  /** Whether the server answers at all, though it may not let this page in. */
  readonly isThere: () => Promise<boolean>;
  readonly later: (run: () => void, ms: number) => () => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

export interface ConnectionListener {
  readonly onState: (state: ConnectionState, reason?: string) => void;
  readonly onMessage: (message: PageDown) => void;
  readonly onFrame: (bytes: Uint8Array) => void;
}

export interface Connection {
  /** Dropped while there is no connection: input that arrives late is worse than none. Answers whether it went out. */
  send(message: PageUp): boolean;
  /** Does not wait for the next attempt. */
  retry(): void;
}

/** The server's word for "I am shutting down": nobody needs to hurry back. */
const goingAway = 1001;
const firstDelay = 250;
const longestDelay = 5000;
const turnedAway = "The server does not know this page any more. Open the address that it printed.";

export function connect(powers: ConnectionPowers, listener: ConnectionListener): Connection {
  let socket: WebSocket;
  let failures = 0;
  /** What is tried in vain after a good-bye is no new loss. */
  let saidGoodbye = false;
  let cancelRetry = () => {};

  const open = () => {
    cancelRetry();
    const mine = powers.open();
    let greeted = false;
    socket = mine;
    mine.binaryType = "arraybuffer";
    mine.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data !== "string") return listener.onFrame(new Uint8Array(data));
      const message = JSON.parse(data) as PageDown;
      if (message.type === "hello") {
        failures = 0;
        saidGoodbye = false;
        greeted = true;
        listener.onState("live");
      }
      listener.onMessage(message);
    };
    mine.onclose = ({ code, reason }) => {
      if (mine !== socket) return;
      if (code === goingAway) saidGoodbye = true;
      listener.onState(saidGoodbye ? "closed" : "lost", reason);
      cancelRetry = powers.later(open, delay(failures++, powers.random()));
      if (!greeted)
        void powers.isThere().then((there) => there && mine === socket && listener.onState("lost", turnedAway));
    };
  };
  open();

  return {
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    retry() {
      if (socket.readyState === WebSocket.CLOSED) open();
    },
  };
}

/** What is shown of it. Of several failed attempts in a row, the first one tells since when. */
export function follow(shown: Shown, state: ConnectionState, reason: string | undefined, now: number): Shown {
  const wasLost = shown.wasLost || shown.state === "lost" || shown.state === "closed";
  return { state, since: shown.state === state ? shown.since : now, reason: reason || undefined, wasLost };
}

/** Doubles up to five seconds, spread so that many pages do not come back in the same instant. */
export const delay = (failures: number, random: number): number =>
  Math.min(longestDelay, firstDelay * 2 ** failures) * (0.75 + random / 2);
