/**
 * What the modules of a stage know of each other: each tick of one that asks brings in what is new of the others, and each
 * message that one sends waits for the next tick of whoever it is for.
 *
 * Modules are asked what they look like only while another one wants to know. Nothing a module says is believed beyond that;
 * it reaches other modules as data and nobody else.
 */
import type {
  Appearance,
  IncomingMessage,
  OtherChange,
  OthersNews,
  OthersWord,
  OutgoingMessage,
  RootPlace,
} from "../base/others.ts";
import { type Placement, unplaced } from "../wire/page.ts";

/** Waiting for one module; it takes all of them at each tick, so more are waiting only for one that does not play. */
const MOST_WAITING = 256;

/** As the stage has it now. */
export interface Member {
  readonly name: string;
  readonly place: Placement;
}

/** What one was told of another last. */
type Known = Required<OtherChange>;

interface Desk {
  member: Member;
  looks: boolean;
  self?: Appearance;
  readonly known: Map<number, Known>;
  /** Its child has been told nothing yet. */
  isNew: boolean;
  waiting: IncomingMessage[];
  left: number;
}

export class Neighbours {
  /** Those that play, by slot. */
  readonly #desks = new Map<number, Desk>();
  #lookers = 0;

  /** A child begins to play for the slot. What waits for its predecessor waits for it, if it takes up from there. */
  join(slot: number, member: Member, takesUp: boolean): void {
    const { waiting = [], left = 0, looks = false, self } = (takesUp && this.#desks.get(slot)) || {};
    this.#desks.set(slot, { member, looks, self, known: new Map(), isNew: true, waiting, left });
    this.#count();
  }

  leave(slot: number): void {
    this.#desks.delete(slot);
    this.#count();
  }

  /** It has another name or another place. */
  change(slot: number, member: Member): void {
    const desk = this.#desks.get(slot);
    if (desk) desk.member = member;
  }

  /** Whether another one wants to know what it looks like. */
  isSeen(slot: number): boolean {
    return this.#lookers > (this.#desks.get(slot)?.looks ? 1 : 0);
  }

  /** What a tick of the slot said. */
  heard(slot: number, { looks = false, sends = [], self }: OthersWord = {}): void {
    const desk = this.#desks.get(slot);
    if (!desk) return;
    if (self) desk.self = self;
    if (desk.looks !== looks) {
      desk.looks = looks;
      this.#count();
    }
    for (const one of sends) this.#send(slot, desk.member.name, one);
  }

  /** What the next tick of the slot brings in; undefined when nothing is new. */
  news(slot: number): OthersNews | undefined {
    const desk = this.#desks.get(slot);
    if (!desk || (!desk.looks && desk.waiting.length === 0)) return undefined;
    const messages = desk.waiting;
    desk.waiting = [];
    const changed = desk.looks ? this.#changes(slot, desk) : [];
    const gone = [...desk.known.keys()].filter((id) => !this.#desks.get(id)?.self);
    for (const id of gone) desk.known.delete(id);
    const anew = desk.isNew && desk.looks;
    if (desk.looks) desk.isNew = false;
    if (!anew && changed.length + gone.length + messages.length === 0) return undefined;
    return {
      ...(anew && { anew }),
      ...(changed.length > 0 && { changed }),
      ...(gone.length > 0 && { gone }),
      ...(messages.length > 0 && { messages }),
    };
  }

  /** All that the slot's child has been told of the others: for a successor that takes up from there. */
  told(slot: number): OthersNews | undefined {
    const desk = this.#desks.get(slot);
    return desk?.looks ? { anew: true, changed: [...desk.known.values()] } : undefined;
  }

  /** Messages that a predecessor heard and its successor did not. */
  repeat(slot: number, messages: readonly IncomingMessage[]): void {
    this.#desks.get(slot)?.waiting.unshift(...messages);
  }

  /** How many messages for it found no room, since it was asked last. */
  takeLeft(slot: number): number {
    const desk = this.#desks.get(slot);
    const left = desk?.left ?? 0;
    if (desk) desk.left = 0;
    return left;
  }

  #count(): void {
    this.#lookers = [...this.#desks.values()].filter(({ looks }) => looks).length;
    // What nobody asks for any more grows old.
    for (const [slot, desk] of this.#desks) if (!this.isSeen(slot)) desk.self = undefined;
  }

  #send(from: number, name: string, { to, message }: OutgoingMessage): void {
    for (const [slot, desk] of this.#desks) {
      if (slot === from || (typeof to === "number" ? slot !== to : desk.member.name !== to)) continue;
      if (desk.waiting.length < MOST_WAITING) desk.waiting.push({ from, name, message });
      else desk.left++;
    }
  }

  #changes(slot: number, { member, known }: Desk): OtherChange[] {
    const changes: OtherChange[] = [];
    for (const [id, other] of this.#desks) {
      if (id === slot || !other.self) continue;
      const { properties } = other.self;
      const now: Known = { id, name: other.member.name, place: seenFrom(member, other.member, other.self), properties };
      const before = known.get(id);
      const change: OtherChange = {
        id,
        ...(now.name !== before?.name && { name: now.name }),
        ...(!isSame(now.place, before?.place) && { place: now.place }),
        ...(!isSame(properties, before?.properties) && { properties }),
      };
      if (Object.keys(change).length === 1) continue;
      known.set(id, now);
      changes.push(change);
    }
    return changes;
  }
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (other !== undefined && JSON.stringify(one) === JSON.stringify(other));

/** From the other's own pixels to the stage's, and from there to one's own. */
function seenFrom({ place: mine }: Member, { place: theirs }: Member, { place }: Appearance): RootPlace {
  if (mine === unplaced && theirs === unplaced) return place;
  const [x, y, rotation, scaleX, scaleY, visible] = place;
  const scale = theirs.scale / mine.scale;
  return [
    (x * theirs.scale + theirs.x - mine.x) / mine.scale,
    (y * theirs.scale + theirs.y - mine.y) / mine.scale,
    rotation,
    scaleX * scale,
    scaleY * scale,
    theirs.visible ? visible : 0,
  ];
}
