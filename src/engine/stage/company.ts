/**
 * What one scene knows of the other modules on its stage, and what it has to say to them.
 *
 * Everything comes in with a tick and leaves with one, as data: a scene that is told the same at the same ticks is the same
 * scene. Nothing is kept for a scene that never asks.
 */
import { isRecord, type Json } from "../../base/json.ts";
import {
  type Appearance,
  type IncomingMessage,
  MOST_MESSAGE_TEXT,
  MOST_MESSAGES,
  MOST_SHOWN_TEXT,
  type OtherChange,
  type OthersNews,
  type OthersWord,
  type OutgoingMessage,
} from "../../base/others.ts";
import { shown } from "../fault.ts";
import { inner } from "../inner.ts";
import { Node2D } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { Signal } from "../signal.ts";
import { decode, encode } from "../values.ts";
import { Vec2 } from "../vec2.ts";
import type { OtherModule } from "./stage.ts";

export class Company {
  readonly received: Signal<[message: unknown, from: { readonly id: number; readonly name: string }]> = new Signal();
  readonly #scene: Scene;
  readonly #others = new Map<number, OtherModule>();
  /** What `others` gave out, until it is no longer true. */
  #listed: readonly OtherModule[] | null = null;
  #looks = false;
  #leaving: OutgoingMessage[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** From the first time on, the scene is told of them. */
  get others(): readonly OtherModule[] {
    this.#looks = true;
    return (this.#listed ??= Object.freeze([...this.#others.values()].sort((one, other) => one.id - other.id)));
  }

  send(to: unknown, message: unknown): void {
    const address = typeof to === "string" ? to : isRecord(to) ? to["id"] : undefined;
    if (typeof address !== "string" && !Number.isSafeInteger(address))
      throw new TypeError(`Cannot send to ${shown(to)}: say a module's name, or which of stage.others`);
    const json = encode(message);
    if (json === undefined) throw new TypeError(`Cannot send ${shown(message)}: a message is plain data`);
    if (JSON.stringify(json).length > MOST_MESSAGE_TEXT)
      throw new RangeError(`Cannot send the message: it is larger than ${MOST_MESSAGE_TEXT / 1024} kB`);
    if (this.#leaving.length >= MOST_MESSAGES)
      throw new RangeError(`Cannot send the message: ${MOST_MESSAGES} were sent in this tick already`);
    this.#leaving.push({ to: address as number | string, message: json });
  }

  /** At the beginning of a tick, before anything of the scene's runs. */
  learn({ anew, changed = [], gone = [] }: OthersNews): void {
    if (anew) this.#others.clear();
    for (const id of gone) this.#others.delete(id);
    for (const change of changed) this.#others.set(change.id, changedTo(this.#others.get(change.id), change));
    this.#listed = null;
  }

  /** At each `yield` the realm's promise jobs are due. */
  *hear(messages: readonly IncomingMessage[]): Generator<void, void> {
    for (const { from, name, message } of messages) {
      const sender = Object.freeze({ id: from, name });
      this.#scene.guard.call({ node: null, hook: "a listener of stage.received" }, () =>
        this.received.emit(decode(message), sender),
      );
      yield;
    }
  }

  /** What leaves with this tick. */
  take(tells: boolean): OthersWord | undefined {
    if (!tells && !this.#looks && this.#leaving.length === 0) return undefined;
    const sends = this.#leaving;
    this.#leaving = [];
    return {
      looks: this.#looks || undefined,
      sends: sends.length > 0 ? sends : undefined,
      self: tells ? appearanceOf(this.#scene) : undefined,
    };
  }
}

const companies = new WeakMap<Scene, Company>();

export function companyOf(scene: Scene): Company {
  let company = companies.get(scene);
  if (company === undefined) companies.set(scene, (company = new Company(scene)));
  return company;
}

/** With what it was for all that the change does not name. */
function changedTo(before: OtherModule | undefined, { id, name, place, properties }: OtherChange): OtherModule {
  const [x, y, rotation, scaleX, scaleY, visible] = place ?? [0, 0, 0, 1, 1, 1];
  const keep = place === undefined ? before : undefined;
  return Object.freeze({
    id,
    name: name ?? before?.name ?? "",
    position: keep?.position ?? Object.freeze(new Vec2(x, y)),
    rotation: keep?.rotation ?? rotation,
    scale: keep?.scale ?? Object.freeze(new Vec2(scaleX, scaleY)),
    visible: keep?.visible ?? visible === 1,
    properties: properties === undefined ? (before?.properties ?? noProperties) : decoded(properties),
  });
}

const noProperties = Object.freeze({});

const decoded = (properties: Appearance["properties"]): Readonly<Record<string, unknown>> =>
  Object.freeze(Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, decode(value)])));

function appearanceOf({ root }: Scene): Appearance {
  const properties: Record<string, Json> = {};
  if (root === null) return { place: [0, 0, 0, 1, 1, 0], properties };
  let text = 0;
  for (const name of inner(root).info.properties.keys()) {
    const json = encode((root as unknown as Record<string, unknown>)[name]);
    if (json === undefined) continue;
    const size = name.length + JSON.stringify(json).length;
    if (text + size > MOST_SHOWN_TEXT) continue;
    text += size;
    properties[name] = json;
  }
  if (!(root instanceof Node2D)) return { place: [0, 0, 0, 1, 1, 1], properties };
  const { position, rotation, scale, visible } = root;
  return { place: [position.x, position.y, rotation, scale.x, scale.y, visible ? 1 : 0], properties };
}
