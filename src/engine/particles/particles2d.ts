/**
 * One node for thousands of particles. They are moved after every `onUpdate`, out of a source of chance of their own: how many
 * there are never changes what `random` gives the module.
 */
import { isRecord } from "../../base/json.ts";
import { RandomSource } from "../../base/random.ts";
import { engineClass } from "../classes.ts";
import { shown } from "../fault.ts";
import { bounded, color, flag, number, size, wholeNumber } from "../fields.ts";
import { inner, touch } from "../inner.ts";
import { keep } from "../kept.ts";
import { TAU } from "../math.ts";
import { apply, identity, type Matrix } from "../matrix.ts";
import { globalMatrix, Node2D, type Node2DInit } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { addSystem } from "../systems.ts";
import type { Vec2 } from "../vec2.ts";
import { Swarm } from "./swarm.ts";

/** At twelve bytes each, a tick of all of them is a quarter of what a frame may have. */
const MOST = 20_000;

/** For drivers: x, y, share of life, one particle after the other. */
export let particlesOf: (node: Particles2D) => Float64Array;
let advance: (node: Particles2D, scene: Scene, dt: number) => void;
let isSpent: (node: Particles2D) => boolean;

/** A source of particles: sparks, smoke, snow, trails. Set what they are like, and let it run or call `burst`. */
export class Particles2D extends Node2D {
  declare emitting: boolean;
  /** Particles a second. */
  declare rate: number;
  /** At most so many at once; no more are born until others are gone. */
  declare maxParticles: number;
  /** Seconds. */
  declare lifetime: number;
  /** By how much of itself a lifetime may be shorter, 0 to 1. */
  declare lifetimeSpread: number;
  /** Where they go, in radians: up at first; it turns with the node. */
  declare direction: number;
  /** The angle of the cone around it; TAU is everywhere. */
  declare spread: number;
  /** Pixels a second. */
  declare speed: number;
  /** By how much of itself a speed may be lower, 0 to 1. */
  declare speedSpread: number;
  /** Pixels a second, each second, downwards. */
  declare gravity: number;
  /** The share of the speed that is lost in a second, as an exponent. */
  declare drag: number;
  /** They are born anywhere within so many pixels of the node. */
  declare emissionRadius: number;
  /** Pixels across at birth and at the end. */
  declare startSize: number;
  declare endSize: number;
  declare startColor: string;
  declare endColor: string;
  /** Whether they move along with the node, instead of staying behind in the scene. */
  declare local: boolean;
  readonly #swarm = new Swarm();
  #random: RandomSource | null = null;
  #owed = 0;
  #burst = 0;
  /** Where the node was at the last tick: those of one tick are born along the way. */
  #last: Vec2 | null = null;

  constructor(
    init?: Node2DInit & {
      emitting?: boolean;
      rate?: number;
      maxParticles?: number;
      lifetime?: number;
      lifetimeSpread?: number;
      direction?: number;
      spread?: number;
      speed?: number;
      speedSpread?: number;
      gravity?: number;
      drag?: number;
      emissionRadius?: number;
      startSize?: number;
      endSize?: number;
      startColor?: string;
      endColor?: string;
      local?: boolean;
    },
  ) {
    super(init);
  }

  /** Particles in flight. */
  get count(): number {
    return this.#swarm.count;
  }
  /** So many at once, at the end of this tick, whether it is emitting or not. */
  burst(count: number): void {
    if (!(count >= 0)) throw new RangeError(`Cannot burst ${shown(count)} particles: it must be a number, 0 or more`);
    this.#burst += Math.floor(Math.min(count, MOST));
  }
  /** Takes all of them away. */
  clear(): void {
    this.#swarm.clear();
    touch(this);
  }

  #advance(scene: Scene, dt: number): void {
    // Of an empty swarm nothing is seen, but that it has just become empty is.
    if (this.#swarm.count > 0) touch(this);
    this.#swarm.advance(dt, this);
    this.#random ??= new RandomSource(scene.options.seed * 8191 + inner(this).id);
    const matrix = this.local ? identity : globalMatrix(this);
    const now = apply(matrix, { x: 0, y: 0 });
    this.#owed = this.emitting ? this.#owed + this.rate * dt : 0;
    const due = Math.floor(this.#owed);
    this.#owed -= due;
    const births = Math.min(due + this.#burst, this.maxParticles - this.#swarm.count);
    this.#burst = 0;
    const last = this.#last ?? now;
    this.#last = now;
    if (births > 0) touch(this);
    for (let birth = 0; birth < births; birth++) this.#bear(matrix, last.lerp(now, (birth + 1) / births), this.#random);
  }

  #bear(matrix: Matrix, at: Vec2, random: RandomSource): void {
    const within = (share: number): number => 1 - share * random.next();
    const turned = this.local ? 0 : Math.atan2(matrix[1], matrix[0]);
    const angle = turned + this.direction + (random.next() - 0.5) * this.spread;
    const speed = this.speed * within(this.speedSpread);
    // The root spreads them evenly over the disc.
    const away = this.emissionRadius * Math.sqrt(random.next());
    const around = TAU * random.next();
    this.#swarm.add({
      x: at.x + away * Math.cos(around),
      y: at.y + away * Math.sin(around),
      velocityX: speed * Math.cos(angle),
      velocityY: speed * Math.sin(angle),
      lifetime: this.lifetime * within(this.lifetimeSpread),
    });
  }

  static {
    particlesOf = (node) => node.#swarm.flat();
    advance = (node, scene, dt) => node.#advance(scene, dt);
    isSpent = (node) => node.count === 0 && node.#burst === 0 && !(node.emitting && node.rate > 0);
    keep<Particles2D>(
      "Particles2D",
      "swarm",
      (node) => ({ random: [...(node.#random?.state ?? [])], owed: node.#owed, sum: node.#swarm.sum() }),
      (node, was) => {
        if (!isRecord(was) || !Array.isArray(was["random"]) || was["random"].length === 0) return;
        node.#random ??= new RandomSource(0);
        node.#random.restore(was["random"].map(Number));
        node.#owed = Number(was["owed"]);
      },
      (node) => (node.count === 0 ? null : "the particles in flight are gone; new ones are born"),
    );
  }
}
engineClass(Particles2D, "Particles2D", {
  emitting: flag(true),
  rate: size(60),
  maxParticles: {
    ...wholeNumber(2_000),
    admit: (value, node, field) => Math.min(wholeNumber(1).admit(value, node, field), MOST),
  },
  lifetime: bounded(1, 1 / 64),
  lifetimeSpread: bounded(0.3, 0, 1),
  direction: number(-TAU / 4, { kind: "angle" }),
  spread: number(TAU / 8, { kind: "angle" }),
  speed: number(120),
  speedSpread: bounded(0.5, 0, 1),
  gravity: number(0),
  drag: size(0),
  emissionRadius: size(0),
  startSize: size(6),
  endSize: size(0),
  startColor: color("white"),
  endColor: color("transparent"),
  local: flag(false),
});

function advanceAll(nodes: readonly Particles2D[], scene: Scene, dt: number): void {
  for (const node of nodes) if (inner(node).scene === scene) advance(node, scene, dt);
}
addSystem<Particles2D>(["Particles2D"], "after", advanceAll, (node) => isSpent(node));
