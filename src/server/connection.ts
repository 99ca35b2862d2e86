/**
 * One page's socket, from hello to goodbye: it reads what the page sends, within limits, and passes on what the stage and
 * the making desk say.
 *
 * It decides nothing about modules. A page that sends nonsense is told so; one that goes on is closed with the reason.
 */
import type { Problem } from "../base/problem.ts";
import type { Stage, Viewer } from "../live/stage.ts";
import { PAGE_VERSION, type PageDown, type PageUp } from "../wire/page.ts";
import type { Inspection } from "./inspection.ts";
import type { LogHistory } from "./log-history.ts";
import type { MakeLimit } from "./make-limit.ts";
import type { MakeAsk, Makes } from "./makes.ts";
import type { ServerClock, ServerPermissions } from "./options.ts";
import { readPageMessage } from "./page-messages.ts";
import { answerPrompt, currentPermissions, noPermissions } from "./permissions.ts";
import { asError, fault, type Refusal } from "./problems.ts";
import { Bucket } from "./rate.ts";
import { textOf } from "./text-of.ts";

/** The part of Bun's ServerWebSocket that is used. */
export interface PageSocket {
  sendText(text: string): number;
  sendBinary(bytes: Uint8Array<ArrayBuffer>): number;
  getBufferedAmount(): number;
  close(code: number, reason: string): void;
}

/** What all connections of a server share. */
export interface Shared {
  readonly stage: Stage;
  readonly makes: Makes;
  /** That can be saved. */
  readonly hasJournal: boolean;
  readonly makeLimit: MakeLimit;
  readonly logs: LogHistory;
  readonly inspection: Inspection;
  readonly permissions?: ServerPermissions;
  readonly clock: ServerClock;
  readonly report: (error: unknown) => void;
}

/** Twice what a page sends on a 240 Hz screen with all hands on the keyboard. */
const MESSAGES_PER_SECOND = 500;
/** This many refused messages at once, and one more each second, before a page is closed. */
const MAX_REFUSED = 20;
/** RFC 6455: the endpoint received a message that violates its policy. */
const POLICY_VIOLATION = 1008;

export class Connection {
  readonly #socket: PageSocket;
  readonly #number: number;
  readonly #shared: Shared;
  readonly #messages: Bucket;
  readonly #refusals: Bucket;
  #stopWatching: () => void = () => {};
  #stopInspecting: () => void = () => {};
  #closed = false;

  constructor(socket: PageSocket, number: number, shared: Shared) {
    this.#socket = socket;
    this.#number = number;
    this.#shared = shared;
    this.#messages = new Bucket(MESSAGES_PER_SECOND, MESSAGES_PER_SECOND, shared.clock.now);
    this.#refusals = new Bucket(MAX_REFUSED, 1, shared.clock.now);
  }

  /** Hello first: what follows is about the slots that it names. */
  open(): void {
    const { stage, makes, logs } = this.#shared;
    this.send({
      type: "hello",
      version: PAGE_VERSION,
      viewer: this.#number,
      width: stage.width,
      height: stage.height,
      makes: makes.offered,
      recording: stage.recording,
      hasJournal: this.#shared.hasJournal,
      slots: stage.slots(),
      status: stage.status(),
      logs: logs.all(),
    });
    for (const { id, events } of makes.unfinished()) for (const event of events) this.send({ type: "make", id, event });
    this.#tellPermissions().catch(this.#shared.report);
    this.#watch();
  }

  send(message: PageDown): void {
    if (!this.#closed) this.#socket.sendText(JSON.stringify(message));
  }

  /** As `send`, of what every page is told. */
  tell(message: PageDown): void {
    if (!this.#closed) this.#socket.sendText(textOf(message));
  }

  receive(message: string | Uint8Array): void {
    if (this.#closed) return;
    if (!this.#messages.take()) return this.#refuse(tooFast);
    if (typeof message !== "string") return this.#refuse(notText);
    const read = readPageMessage(message);
    if (!read.ok) return this.#refuse(read.error);
    this.#obey(read.value).catch((error) => {
      this.#shared.report(error);
      this.send({ type: "problem", problem: fault });
    });
  }

  /** Ends it from our side; the page is told why. */
  close(code: number, reason: string): void {
    this.closed();
    this.#socket.close(code, reason);
  }

  /** The socket is gone. */
  closed(): void {
    this.#closed = true;
    this.#stopWatching();
    this.#stopInspecting();
    this.#shared.stage.release(this.#number);
  }

  /** Watching anew is how a page gets a whole picture. */
  #watch(): void {
    this.#stopWatching();
    const viewer: Viewer = {
      send: (bytes) => {
        if (this.#closed) return 0;
        this.#socket.sendBinary(bytes as Uint8Array<ArrayBuffer>);
        return this.#socket.getBufferedAmount();
      },
      buffered: () => (this.#closed ? 0 : this.#socket.getBufferedAmount()),
      note: (event) => this.tell(event),
    };
    this.#stopWatching = this.#shared.stage.watch(viewer);
  }

  async #obey(message: PageUp): Promise<void> {
    const { stage } = this.#shared;
    switch (message.type) {
      case "input":
        return stage.input(message.records.map((record) => ({ ...record, viewer: this.#number })));
      case "inspect":
        return this.#inspect(message.node);
      case "edit":
        return this.#answer(await stage.edit(message.node, { [message.property]: message.value }));
      case "transport": {
        const { type: _, ...change } = message;
        return this.#answer(stage.transport(change));
      }
      case "revive":
        return this.#answer(await stage.revive(message.slot));
      case "rollback":
        return this.#answer(await stage.rollBack(message.slot, message.version));
      case "arrange": {
        const { type: _, slot, ...change } = message;
        return this.#answer(stage.arrange(slot, change));
      }
      case "remove":
        return this.#answer(stage.remove(message.slot));
      case "make":
        return this.#make({ description: message.description, edit: message.edit });
      case "answer":
        return this.#answer(answerPrompt(this.#shared.permissions, message.prompt, message.choice));
      case "revoke":
        return this.#answer((await this.#shared.permissions?.revoke(message.grant)) ?? noPermissions);
      case "past":
        return this.#showPast(message.at);
      case "resync":
        return this.#watch();
    }
  }

  async #tellPermissions(): Promise<void> {
    if (!this.#shared.permissions) return;
    for (const message of await currentPermissions(this.#shared.permissions)) this.send(message);
  }

  #inspect(node: number | null): void {
    this.#stopInspecting();
    this.#stopInspecting = () => {};
    if (node === null) return;
    const tell = (description: Extract<PageDown, { type: "node" }>["description"]) =>
      this.send({ type: "node", node, description });
    this.#stopInspecting = this.#shared.inspection.follow(node, tell);
  }

  #showPast(at: number): void {
    const { from, until, slots } = this.#shared.stage.past(at);
    for (const { message } of slots) this.#socket.sendBinary(message as Uint8Array<ArrayBuffer>);
    this.send({ type: "past", at, from, until, slots: slots.map(({ slot }) => slot) });
  }

  #make(ask: MakeAsk): void {
    const allowed = this.#shared.makeLimit.take();
    this.#answer(allowed.ok ? this.#shared.makes.start(ask) : allowed);
  }

  /** What was done shows as events; only a refusal is answered. */
  #answer(result: { readonly ok: true } | { readonly ok: false; readonly error: Refusal }): void {
    if (result.ok) return;
    const { code, message, hint } = asError(result.error);
    this.send({ type: "problem", problem: { code, message, hint } });
  }

  #refuse(problem: Problem): void {
    this.send({ type: "problem", problem });
    if (!this.#refusals.take()) this.close(POLICY_VIOLATION, `Too many refused messages. The last: ${problem.code}`);
  }
}

const tooFast: Problem = {
  code: "TOO_FAST",
  message: `Cannot take the message: more than ${MESSAGES_PER_SECOND} arrived in a second`,
  hint: "Gather pointer moves and edits, and send them once a frame.",
};
const notText: Problem = {
  code: "MESSAGE_MALFORMED",
  message: "Cannot read the message: it is binary",
  hint: "Send JSON text; only the server sends binary frames.",
};
