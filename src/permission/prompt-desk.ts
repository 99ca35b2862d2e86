/**
 * Questions to people, and who may answer them: a terminal, any number of pages. All are shown the same question, and the
 * first answer counts.
 *
 * A question is refused without being asked where nobody can answer, where it is too long to be read with care, or where
 * a module asks so much at once that a person would stop reading.
 */
import type { PermissionPrompt, PromptChoice } from "../base/permission-prompt.ts";

/** A place where questions are shown and answered. */
export interface Surface {
  /** Whether somebody is there. */
  readonly attended: () => boolean;
  readonly show: (prompt: PermissionPrompt) => void;
  /** It was answered elsewhere, or nobody needs the answer any more. */
  readonly withdraw: (id: number) => void;
}

interface Asked {
  readonly prompt: PermissionPrompt;
  readonly settle: (choice: PromptChoice | undefined) => void;
}

/** Characters of name and scope together: past a few lines nobody reads what is granted. */
const MAX_TEXT = 2_000;
/** Open questions of one module, and of all. */
const MAX_OF_SLOT = 8;
const MAX_OPEN = 64;

export class PromptDesk {
  readonly #surfaces = new Set<Surface>();
  readonly #open = new Map<number, Asked>();
  #lastId = 0;
  #live: ReadonlySet<string> = new Set();
  #closed = false;

  /** Undefined: nobody was asked, or nobody answered. */
  ask(question: Omit<PermissionPrompt, "id">): Promise<PromptChoice | undefined> {
    const prompt = { ...question, id: ++this.#lastId };
    if (!this.#mayAsk(prompt)) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<PromptChoice | undefined>();
    this.#open.set(prompt.id, { prompt, settle: resolve });
    for (const surface of this.#surfaces) surface.show(prompt);
    return promise;
  }

  /** False where the question is not open any more. */
  answer(id: number, choice: PromptChoice): boolean {
    return this.#settle(id, choice);
  }

  /** Oldest first. */
  open(): PermissionPrompt[] {
    return [...this.#open.values()].map(({ prompt }) => prompt);
  }

  /** Shows it what is open; the returned function takes it away again. */
  attach(surface: Surface): () => void {
    this.#surfaces.add(surface);
    for (const prompt of this.open()) surface.show(prompt);
    return () => {
      this.#surfaces.delete(surface);
      this.recheck();
    };
  }

  /** Somebody left: questions that nobody can answer now are not left hanging. */
  recheck(): void {
    if (!this.#attended()) for (const id of this.#open.keys()) this.#settle(id, undefined);
  }

  /** The modules that live now: what a module asked that was among them and is no more, is withdrawn. */
  keep(modules: readonly { readonly slot: number; readonly hash: string }[]): void {
    const live = new Set(modules.map(({ slot, hash }) => `${slot} ${hash}`));
    for (const { slot, hash, id } of this.open()) {
      const one = `${slot} ${hash}`;
      if (this.#live.has(one) && !live.has(one)) this.#settle(id, undefined);
    }
    this.#live = live;
  }

  close(): void {
    this.#closed = true;
    for (const id of this.#open.keys()) this.#settle(id, undefined);
  }

  #attended(): boolean {
    return [...this.#surfaces].some((surface) => surface.attended());
  }

  #mayAsk({ slot, module, scope }: PermissionPrompt): boolean {
    const open = this.open();
    const ofSlot = open.filter((prompt) => prompt.slot === slot).length;
    const roomLeft = open.length < MAX_OPEN && ofSlot < MAX_OF_SLOT;
    return !this.#closed && this.#attended() && roomLeft && module.length + scope.length <= MAX_TEXT;
  }

  #settle(id: number, choice: PromptChoice | undefined): boolean {
    const asked = this.#open.get(id);
    if (!asked) return false;
    this.#open.delete(id);
    for (const surface of this.#surfaces) surface.withdraw(id);
    asked.settle(choice);
    return true;
  }
}
