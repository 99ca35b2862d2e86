/**
 * What the step does for whole classes of nodes: timers count down, players play, areas meet. A class brings its own system
 * when its file is loaded; the scene runs each once in its phase, with all nodes of the class in tree order.
 *
 * Within a phase the order is that of registration, which is that of the imports: the same in every run.
 */
import type { InputEvent } from "./input.ts";
import type { Node } from "./node.ts";
import type { Scene } from "./scene.ts";

/**
 * `input` is for each event, before any `onInput`. `timers` and `motion` come before `onUpdate`, `after` comes behind it and before the promise jobs; `drawing` is the last
 * of a tick, when all that leaves has left.
 */
export type Phase = "input" | "timers" | "motion" | "after" | "drawing";

export interface System {
  readonly phase: Phase;
  /** Whoever left since the tick began is still among them: ask `inScene`. */
  readonly run: (nodes: readonly Node[], scene: Scene, dt: number) => void;
  /** For this node nothing will come of running it again, until something of the scene has changed. */
  readonly rests: (node: Node) => boolean;
}

const byPhase: Readonly<Record<Phase, System[]>> = { input: [], timers: [], motion: [], after: [], drawing: [] };
export const hearings: Hearing[] = [];
/** In the phase `input`: whether the event is taken, and no node's `onInput` hears it. */
export interface Hearing extends System {
  readonly hear: (nodes: readonly Node[], scene: Scene, event: InputEvent) => boolean;
}

const byBase = new Map<string, readonly System[]>();
const none: readonly System[] = [];

/** Of what follows from the scene as it is: it does nothing where nothing has changed since it last ran. */
export const always = (): boolean => true;

/** `bases` are engine classes; the authors' own that extend them are meant too. */
export function addSystem<T extends Node>(
  bases: readonly string[],
  phase: Phase,
  run: (nodes: readonly T[], scene: Scene, dt: number) => void,
  rests: (node: T) => boolean,
): void {
  register(bases, { phase, run, rests } as unknown as System);
}

export function addHearing<T extends Node>(
  bases: readonly string[],
  hear: (nodes: readonly T[], scene: Scene, event: InputEvent) => boolean,
): void {
  const hearing = { phase: "input", run: () => {}, hear, rests: always } as unknown as Hearing;
  hearings.push(hearing);
  register(bases, hearing);
}

function register(bases: readonly string[], system: System): void {
  byPhase[system.phase].push(system);
  for (const base of bases) byBase.set(base, [...systemsOf(base), system]);
}

export const systemsIn = (phase: Phase): readonly System[] => byPhase[phase];
export const systemsOf = (base: string): readonly System[] => byBase.get(base) ?? none;
