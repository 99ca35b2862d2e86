/** The other modules on the stage, as a module sees them: names, places and properties, and small messages to and from them. */
import { sceneFor } from "../current.ts";
import type { Signal } from "../signal.ts";
import type { Vec2 } from "../vec2.ts";
import { companyOf } from "./company.ts";

/** Another module on the stage, as it was at the end of a tick: a copy, which stays as it is. */
export interface OtherModule {
  /** Its own as long as it is on the stage; several may have one name. */
  readonly id: number;
  readonly name: string;
  /** Of its root, in pixels of this module's own picture. */
  readonly position: Readonly<Vec2>;
  readonly rotation: number;
  readonly scale: Readonly<Vec2>;
  readonly visible: boolean;
  /** The `@property` fields of its root. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The other modules that are shown beside this one, and what is said between them. */
export const stage: {
  /** As of the last tick. Empty at first: the others are told of from the tick after it was first asked for. */
  readonly others: readonly OtherModule[];
  /** To one of `others`, to who sent a message, or to all modules of a name. Plain data of up to 1 kB as JSON, 16 messages a tick. */
  send(to: string | { readonly id: number }, message: unknown): void;
  /** A message from another module, sent in the last tick. Anything may be in it. */
  readonly received: Signal<[message: unknown, from: { readonly id: number; readonly name: string }]>;
} = Object.freeze({
  get others() {
    return companyOf(sceneFor("stage")).others;
  },
  send: (to: string | { readonly id: number }, message: unknown) => companyOf(sceneFor("stage")).send(to, message),
  get received() {
    return companyOf(sceneFor("stage")).received;
  },
});
