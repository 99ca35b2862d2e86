/** Plays animations on the nodes around it. It moves them after the tweens of a tick and before any `onUpdate`. */
import { didYouMean } from "../../base/nearest.ts";
import { engineClass, infoOf } from "../classes.ts";
import { shown } from "../fault.ts";
import { fixed, flag, number, refuse, size, text } from "../fields.ts";
import { inner, label } from "../inner.ts";
import { Node, type NodeInit } from "../node.ts";
import type { Scene } from "../scene.ts";
import { SLACK } from "../schedule.ts";
import { Signal } from "../signal.ts";
import { addSystem } from "../systems.ts";
import { type Animation, apply, whyNot } from "./animation.ts";

/** Made when first asked for: the options of the constructor come before any field of the class. */
const libraries = new WeakMap<AnimationPlayer, Readonly<Record<string, Animation>>>();

/** Plays keyframe animations on its parent and the nodes below that; add it as a child of what it shall move. */
export class AnimationPlayer extends Node {
  /** The one that begins by itself; "" for none. */
  declare autoplay: string;
  /** 2 is twice as fast, below 0 is backwards. */
  declare speed: number;
  /** When one has come to its end; not for those that loop, nor after `stop`. */
  readonly finished: Signal<[name: string]>;

  constructor(init?: NodeInit & { animations?: Record<string, Animation>; autoplay?: string; speed?: number }) {
    super(init);
    this.finished = new Signal();
  }

  get animations(): Record<string, Animation> {
    return { ...libraries.get(this) };
  }
  set animations(value: Record<string, Animation>) {
    if (typeof value !== "object" || value === null)
      refuse(this, "animations", value, "it must be an object, like { walk: { length: 1, tracks: [] } }");
    for (const [name, animation] of Object.entries(value)) {
      const why = whyNot(animation);
      if (why !== null) throw new TypeError(`Cannot use the animation "${name}" of ${label(this)}: ${why}`);
    }
    libraries.set(this, { ...value });
  }

  /** The name of the one that plays or was stopped last; "" before any has played. */
  declare readonly current: string;
  declare readonly playing: boolean;
  /** Seconds from the start of the current one. */
  declare readonly time: number;

  /** From its start, or its end where it plays backwards; from a second where one is given. */
  play(name: string, from?: number): void {
    const animation = libraries.get(this)?.[name];
    if (animation === undefined) throw noAnimation(this, name);
    for (const { path = "" } of animation.tracks ?? [])
      if (targetOf(this, path) === null) throw noTarget(this, name, path);
    set.current(this, name);
    set.playing(this, true);
    set.time(this, from ?? (this.speed < 0 ? animation.length : 0));
  }
  /** Where it is; `play` starts anew. */
  stop(): void {
    set.playing(this, false);
  }
  /** Shows the current one as it is at that second, playing or not. */
  seek(seconds: number): void {
    set.time(this, seconds);
    show(this);
  }
}
engineClass(
  AnimationPlayer,
  "AnimationPlayer",
  {
    autoplay: text(""),
    speed: number(1),
    current: fixed(text("")),
    playing: fixed(flag(false)),
    time: fixed(size(0)),
  },
  ["animations"],
);

const { fields } = infoOf(AnimationPlayer);
const set = {
  current: fields.get("current")!.write,
  playing: fields.get("playing")!.write,
  time: fields.get("time")!.write,
};

function playAll(players: readonly AnimationPlayer[], scene: Scene, dt: number): void {
  for (const player of players)
    if (!isStill(player) && inner(player).scene === scene)
      scene.guard.run(player, "animation", () => advance(player, dt));
}
addSystem<AnimationPlayer>(["AnimationPlayer"], "motion", playAll, isStill);

/** Nothing plays, and nothing is to begin by itself. */
function isStill({ playing, current, autoplay }: AnimationPlayer): boolean {
  return !playing && (current !== "" || autoplay === "");
}

function advance(player: AnimationPlayer, dt: number): void {
  if (player.current === "" && player.autoplay !== "") player.play(player.autoplay);
  const animation = libraries.get(player)?.[player.current];
  if (!player.playing || animation === undefined) return;
  const before = player.time;
  const wanted = before + dt * player.speed;
  const { length, loop = false } = animation;
  const isOver = player.speed < 0 ? wanted <= SLACK : wanted >= length - SLACK;
  const end = player.speed < 0 ? 0 : length;
  set.time(player, !isOver ? wanted : loop ? wanted - Math.sign(player.speed) * length : end);
  show(player);
  callBetween(animation, before, isOver ? end : wanted, isOver);
  // A call may have started another one.
  if (!isOver || loop || player.current === "" || libraries.get(player)?.[player.current] !== animation) return;
  if (!player.playing || player.time !== end) return;
  player.stop();
  player.finished.emit(player.current);
}

function show(player: AnimationPlayer): void {
  for (const track of libraries.get(player)?.[player.current]?.tracks ?? []) {
    const target = targetOf(player, track.path ?? "");
    // It may have been freed since it began.
    if (target !== null) apply(track, target, player.time);
  }
}

/** Those on the way, the start of it included and the end only where the animation ends there. */
function callBetween({ calls = [] }: Animation, from: number, to: number, isEnd: boolean): void {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  for (const [at, run] of calls) if (at >= low - SLACK && (at < high - SLACK || (isEnd && at <= high + SLACK))) run();
}

const targetOf = (player: AnimationPlayer, path: string): Node | null => player.parent?.getNode(path) ?? null;

const noAnimation = (player: AnimationPlayer, name: string): Error =>
  new RangeError(
    `Cannot play ${shown(name)} of ${label(player)}: no animation has that name.${didYouMean(`${name}`, Object.keys(player.animations))}`,
  );
const noTarget = (player: AnimationPlayer, name: string, path: string): Error =>
  new RangeError(
    player.parent === null
      ? `Cannot play "${name}" of ${label(player)}: it has no parent; add it to what it shall move`
      : `Cannot play "${name}" of ${label(player)}: no node is at "${path}" from ${label(player.parent)}`,
  );
