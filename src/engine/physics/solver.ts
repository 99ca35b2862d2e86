/**
 * The solver of the bodies, handed in from outside: it is large, and only modules with bodies need it. Planck is Box2D in
 * plain JavaScript; it reckons in metres, and lengths of ordinary things should be near one.
 */
import type * as Planck from "planck";

export type Solver = Pick<typeof Planck, "BoxShape" | "ChainShape" | "CircleShape" | "PolygonShape" | "World">;

let solver: Solver | null = null;

/** Before the first body takes its first step. */
export const setSolver = (given: Solver): void => {
  solver = given;
};

export function theSolver(): Solver {
  if (solver !== null) return solver;
  throw new Error('Cannot simulate bodies: a module that uses them must name their class in its import from "nodegen"');
}

/** Pixels in a metre of the solver's. */
export const PIXELS = 32;
