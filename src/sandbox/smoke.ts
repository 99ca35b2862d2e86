/**
 * The smoke run: the module is played for some frames by two fresh engines of one confined child, with one seed. Whatever
 * goes wrong is a finding; if both end in the same state, the verdict carries its digest.
 *
 * Nothing that is asked depends on what was answered, so requests are sent ahead of the answers and the child never waits
 * for the host. Each has its own budget all the same, which begins when the one before it was answered.
 */
import type { Finding } from "../base/finding.ts";
import type { Result } from "../base/result.ts";
import type { Checked } from "../gate/checked.ts";
import { parseState } from "../wire/claims.ts";
import type { LogLine, StateEntry } from "../wire/protocol.ts";
import type { ConfinedChild } from "./confined-child.ts";
import { smokeFinding } from "./findings.ts";
import { firstDifference } from "./first-difference.ts";
import type { Limits } from "./limits.ts";
import { type Answer, type Failure, Player } from "./play.ts";
import type { RunOptions } from "./sandbox.ts";
import type { Verdict } from "./verdict.ts";

/** What a child made of a module. */
export interface Smoked {
  readonly verdict: Verdict;
  /** Why the verdict is none on the module: `Failure.isAccident`. */
  readonly accident?: string | undefined;
}

interface Played {
  readonly failure?: Failure;
  readonly frames: number;
  readonly nodes: number;
  readonly active: boolean;
  readonly digest?: string;
  readonly log: readonly LogLine[];
  readonly construct: number;
  readonly ticks: number;
  readonly worstTick: number;
}

export async function smoke(
  child: ConfinedChild,
  checked: Checked,
  options: RunOptions & { readonly frames: number },
  limits: Limits,
  startMs: number,
): Promise<Smoked> {
  const began = performance.now();
  const players = [new Player(child, checked, limits, 0), new Player(child, checked, limits, 1)] as const;
  const [one, other] = players.map((player) => play(player, options));
  const first = await one!;
  const second = first.failure === undefined ? await other! : undefined;
  const findings = await judge(players, first, second);
  const peakMemory = child.peakMemory();
  child.kill("the verdict is there");
  const failure = first.failure ?? second?.failure;
  const verdict: Verdict = {
    ok: findings.every((finding) => finding.severity === "warning"),
    findings,
    frames: first.frames,
    stateHash: second !== undefined && second.digest === first.digest ? first.digest : undefined,
    nodes: first.nodes,
    peakMemory,
    log: first.log,
    ms: {
      start: startMs,
      construct: first.construct,
      ticks: first.ticks,
      worstTick: first.worstTick,
      total: startMs + performance.now() - began,
    },
  };
  return { verdict, accident: failure?.isAccident ? failure.reason : undefined };
}

/** So many ticks are asked for before the first is answered; a stream holds more. */
const AHEAD = 32;

async function play(player: Player, options: RunOptions & { readonly frames: number }): Promise<Played> {
  const log: LogLine[] = [];
  let played: Played = { frames: 0, nodes: 0, active: false, log, construct: 0, ticks: 0, worstTick: 0 };
  const loading = player.load(options, true);
  const starting = player.start();
  const ticks: Promise<Result<Answer, Failure>>[] = [];
  const askAhead = (done: number): void => {
    for (let frame = done + ticks.length + 1; frame <= options.frames && ticks.length < AHEAD; frame++)
      ticks.push(player.tick({ ...turn, digest: frame === options.frames }));
  };
  askAhead(0);
  const loaded = await loading;
  if (!loaded.ok) return { ...played, failure: loaded.error, log: loaded.error.log };
  log.push(...loaded.value.log);
  const started = await starting;
  if (!started.ok) return { ...played, failure: started.error, log: [...log, ...started.error.log] };
  log.push(...started.value.log);
  played = { ...played, construct: loaded.value.ms + started.value.ms, nodes: started.value.nodes };
  for (let frame = 1; frame <= options.frames; frame++) {
    const tick = await ticks.shift()!;
    askAhead(frame);
    if (!tick.ok) return { ...played, failure: tick.error, log: [...log, ...tick.error.log] };
    if (tick.value.tick !== frame)
      return { ...played, failure: player.malformed("tick", `answered with tick ${tick.value.tick}, not ${frame}`) };
    const { nodes, active, digest, ms } = tick.value;
    log.push(...tick.value.log);
    played = { ...played, frames: frame, nodes, active, digest };
    played = { ...played, ticks: played.ticks + ms, worstTick: Math.max(played.worstTick, ms) };
  }
  return played;
}

const turn = { input: [], edits: [], frame: true, keyframe: false } as const;

async function judge(
  players: readonly [Player, Player],
  first: Played,
  second: Played | undefined,
): Promise<Finding[]> {
  if (first.failure !== undefined) return [first.failure.finding];
  if (second?.failure !== undefined) return [second.failure.finding];
  if (first.digest !== second?.digest) return [await nameTheDifference(players)];
  if (first.active || first.frames === 0) return [];
  return [smokeFinding("SMOKE_NOTHING_HAPPENED", "Nothing changed and nothing was drawn", { severity: "warning" })];
}

async function nameTheDifference(players: readonly [Player, Player]): Promise<Finding> {
  const states: StateEntry[][] = [];
  for (const player of players) {
    const state = await player.question("state");
    if (!state.ok) return state.error.finding;
    const parsed = parseState(state.value);
    if (parsed === null) return player.malformed("call", "described a state that is none").finding;
    states.push(parsed);
  }
  return smokeFinding(
    "SMOKE_NONDETERMINISTIC",
    `Two runs with the same seed differ: ${firstDifference(states[0]!, states[1]!)}`,
  );
}
