/**
 * Which nodes the step has work with, in tree order. Made by one walk when somebody asks after the tree has changed, so
 * that a step does nothing for nodes without hooks. A list that was given out stays as it was.
 */
import { inner } from "./inner.ts";
import { Node } from "./node.ts";
import type { Timer } from "./timer.ts";

export class Roster {
  #known = false;
  #all: Node[] = [];
  #updated: Node[] = [];
  #listeners: Node[] = [];
  #timers: Timer[] = [];
  #draws = false;

  forget(): void {
    this.#known = false;
  }

  all(root: Node | null): readonly Node[] {
    this.#learn(root);
    return this.#all;
  }
  updated(root: Node | null): readonly Node[] {
    this.#learn(root);
    return this.#updated;
  }
  listeners(root: Node | null): readonly Node[] {
    this.#learn(root);
    return this.#listeners;
  }
  timers(root: Node | null): readonly Timer[] {
    this.#learn(root);
    return this.#timers;
  }
  /** Whether a node was there that is drawn, as of the last list. */
  get draws(): boolean {
    return this.#draws;
  }

  #learn(root: Node | null): void {
    if (this.#known) return;
    this.#known = true;
    [this.#all, this.#updated, this.#listeners, this.#timers] = [[], [], [], []];
    if (root !== null) this.#visit(root);
  }

  #visit(node: Node): void {
    this.#all.push(node);
    if (node.onUpdate !== Node.prototype.onUpdate) this.#updated.push(node);
    if (node.onInput !== Node.prototype.onInput) this.#listeners.push(node);
    const { base } = node[inner].info;
    if (base === "Timer") this.#timers.push(node as Timer);
    if (!undrawn.has(base)) this.#draws = true;
    for (const child of node[inner].children) this.#visit(child);
  }
}

const undrawn: ReadonlySet<string> = new Set(["Node", "Node2D", "Camera2D", "Timer"]);
