/**
 * Promises that the engine gives to modules. A rejection that nobody handles must not go unseen, and in a realm without
 * an event loop nothing reports it; so these notice whether anyone has asked for their outcome.
 */
import { currentScene } from "./current.ts";

/** What `then` makes its promises from; changed for the one call that must not watch itself. */
let species: PromiseConstructor;

class Followed<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return species;
  }
  #handled = false;

  constructor(run: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason: unknown) => void) => void) {
    super(run);
    const unhandled = currentScene()?.guard.unhandled;
    if (unhandled === undefined) return;
    species = Promise;
    super.then(undefined, (reason: unknown) => {
      if (!this.#handled) unhandled.set(this, reason);
    });
    species = Followed;
  }

  override then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#handled = true;
    currentScene()?.guard.unhandled.delete(this);
    return super.then(fulfilled, rejected);
  }
}
species = Followed;

export const followed = <T>(
  run: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason: unknown) => void) => void,
): Promise<T> => new Followed<T>(run);

export const rejected = (reason: unknown): Promise<never> => followed<never>((_resolve, reject) => reject(reason));
