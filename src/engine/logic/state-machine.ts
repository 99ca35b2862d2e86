/** States by name, one at a time: what is done on the way in, in every tick, and on the way out. */
import { didYouMean } from "../../base/nearest.ts";
import { engineClass, infoOf } from "../classes.ts";
import { sceneFor } from "../current.ts";
import { shown } from "../fault.ts";
import { fixed, refuse, size, text } from "../fields.ts";
import { inner, label } from "../inner.ts";
import { Node, type NodeInit } from "../node.ts";
import type { Scene } from "../scene.ts";
import { Signal } from "../signal.ts";
import { addSystem } from "../systems.ts";

export interface State {
  enter?(from: string): void;
  /** Before the `onUpdate` of nodes, with the seconds since it was entered; the name of another state changes to it. */
  update?(dt: number, seconds: number): string | void;
  exit?(to: string): void;
}

/** Made when first asked for: the options of the constructor come before any field of the class. */
const tables = new WeakMap<StateMachine, Readonly<Record<string, State>>>();

/** Runs one of its states at a time: `initial` from its first tick in the tree, then what `change` or an update says. */
export class StateMachine extends Node {
  declare initial: string;
  readonly stateChanged: Signal<[from: string, to: string]>;

  constructor(init?: NodeInit & { states?: Record<string, State>; initial?: string }) {
    super(init);
    this.stateChanged = new Signal();
  }

  get states(): Record<string, State> {
    return { ...tables.get(this) };
  }
  set states(value: Record<string, State>) {
    if (typeof value !== "object" || value === null)
      refuse(this, "states", value, "it must be an object, like { idle: {}, run: { update: (dt) => this.run(dt) } }");
    tables.set(this, { ...value });
  }

  /** "" before the first tick. It is kept over a swap, and not entered again. */
  declare readonly state: string;
  /** Seconds since it was entered. */
  get timeInState(): number {
    return this.state === "" ? 0 : sceneFor("timeInState").time - enteredAt(this);
  }

  /** Leaves the state and enters another at once; into the same one too. */
  change(to: string): void {
    const states = tables.get(this) ?? {};
    const next = Object.hasOwn(states, to) ? states[to] : undefined;
    if (next === undefined)
      throw new RangeError(
        `Cannot change ${label(this)} to ${shown(to)}: no state has that name.${didYouMean(`${to}`, Object.keys(states))}`,
      );
    const from = this.state;
    states[from]?.exit?.(to);
    set.state(this, to);
    set.enteredAt(this, sceneFor("change").time);
    next.enter?.(from);
    this.stateChanged.emit(from, to);
  }
}
// When it was entered, and not for how long it lasts: in a state without an update nothing changes from tick to tick.
engineClass(StateMachine, "StateMachine", { initial: text(""), state: fixed(text("")), enteredAt: fixed(size(0)) }, [
  "states",
]);

const { fields } = infoOf(StateMachine);
const set = { state: fields.get("state")!.write, enteredAt: fields.get("enteredAt")!.write };
/** In the scene's time. */
const enteredAt = (machine: StateMachine): number => (machine as unknown as { readonly enteredAt: number }).enteredAt;

function runAll(machines: readonly StateMachine[], scene: Scene, dt: number): void {
  for (const machine of machines)
    if (!waits(machine) && inner(machine).scene === scene)
      scene.guard.run(machine, "state", () => run(machine, scene, dt));
}
addSystem<StateMachine>(["StateMachine"], "motion", runAll, waits);

/** For somebody who calls `change`. */
function waits(machine: StateMachine): boolean {
  return !isToBegin(machine) && tables.get(machine)?.[machine.state]?.update === undefined;
}

const isToBegin = ({ state, initial }: StateMachine): boolean => state === "" && initial !== "";

function run(machine: StateMachine, scene: Scene, dt: number): void {
  if (isToBegin(machine)) {
    machine.change(machine.initial);
    // At the beginning of this tick, whose time the update is given.
    set.enteredAt(machine, scene.time - dt);
  }
  const next = tables.get(machine)?.[machine.state]?.update?.(dt, machine.timeInState);
  if (typeof next === "string" && next !== machine.state) machine.change(next);
}
