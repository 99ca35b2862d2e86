/** A page's socket as a test drives it: what came so far, and waiting for what is to come. */
import type { PageDown, PageUp } from "../../src/wire/page.ts";

type Of<T extends PageDown["type"]> = Extract<PageDown, { type: T }>;

export class PageClient {
  readonly messages: PageDown[] = [];
  readonly frames: Uint8Array[] = [];
  /** Of both, in the order in which they came. */
  readonly order: (PageDown["type"] | "frame")[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  #woken = Promise.withResolvers<void>();

  constructor(url: string, headers: Record<string, string>) {
    // Bun's client takes headers, which a browser's, and so the DOM's type, does not.
    this.#socket = new WebSocket(url, { headers } as object as string[]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }) => {
      if (typeof data === "string") this.messages.push(JSON.parse(data));
      else this.frames.push(new Uint8Array(data as ArrayBuffer));
      this.order.push(typeof data === "string" ? this.messages.at(-1)!.type : "frame");
      this.#wake();
    };
    this.closed = new Promise((resolve) => {
      this.#socket.onclose = ({ code, reason }) => {
        resolve({ code, reason });
        this.#wake();
      };
    });
  }

  send(message: PageUp): void {
    this.raw(JSON.stringify(message));
  }
  raw(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
  }
  close(): void {
    this.#socket.close();
  }

  of<T extends PageDown["type"]>(type: T): Of<T>[] {
    return this.messages.filter((message): message is Of<T> => message.type === type);
  }

  /** The `count`th message of this type, as soon as it is here. */
  async next<T extends PageDown["type"]>(type: T, count = 1): Promise<Of<T>> {
    await this.until(() => this.of(type).length >= count);
    return this.of(type)[count - 1] as Of<T>;
  }

  /** The test runner's time limit is the limit. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#socket.readyState === WebSocket.CLOSED) throw new Error("The socket was closed while a test waited.");
      await this.#woken.promise;
    }
  }

  #wake(): void {
    this.#woken.resolve();
    this.#woken = Promise.withResolvers();
  }
}
