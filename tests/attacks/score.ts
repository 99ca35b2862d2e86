/**
 * Runs cases and says what became of each: whether it fires where nothing is in its way, and whether its canary fires
 * behind all layers and behind each one alone.
 */
import { type Canaries, type Grounds, setCanaries } from "./canaries.ts";
import { type CanaryName, type Case, fill } from "./case.ts";
import type { Hosts, Layer } from "./hosts.ts";
import { hasEscapes, type PlainOutcome, runPlain } from "./plain.ts";
import { end } from "./watched.ts";

export interface LayerOutcome {
  readonly contained: boolean;
  /** Every canary that fired, whatever the case was after. */
  readonly fired: readonly CanaryName[];
  readonly status: "rejected" | "static-validated" | "verified" | "host died" | "host threw" | "host silent";
  readonly codes: readonly string[];
  /** Who refused it: the gate's stages, or the smoke run. */
  readonly stages: readonly string[];
  readonly ms: number;
  readonly output: string;
}

export interface Scored {
  readonly case: Case;
  readonly plain: PlainOutcome;
  readonly layers: Readonly<Partial<Record<Layer, LayerOutcome>>>;
}

export async function score(one: Case, layers: readonly Layer[], grounds: Grounds, hosts: Hosts): Promise<Scored> {
  const plain = await runPlain(one, grounds);
  const outcomes: Partial<Record<Layer, LayerOutcome>> = {};
  for (const layer of layers) if (isMeasured(one, layer)) outcomes[layer] = await runBehind(one, layer, grounds, hosts);
  return { case: one, plain, layers: outcomes };
}

/** What is aimed at the gate's own tools is stopped there or nowhere: with the gate off it meets none of them. */
const isMeasured = (one: Case, layer: Layer): boolean =>
  one.fires !== "gate-crash" || layer === "all" || layer === "gate";

/** A host that was away from its own timers for so long served nobody. */
const MOST_LATE_MS = 4_000;
/** The gate's parser and the sandbox's buffers, many times over. */
const MOST_GROWN_BYTES = 300 * 2 ** 20;

export async function runBehind(one: Case, layer: Layer, grounds: Grounds, hosts: Hosts): Promise<LayerOutcome> {
  const canaries = await setCanaries(grounds);
  const source = fill(one.text, canaries.filling);
  const reply = await hosts.ask({
    layer,
    source,
    twice: one.fires === "nondeterministic",
    hurried: one.fires === "resource",
  });
  await canaries.settle();
  const answer = reply.kind === "answer" ? reply.answer : undefined;
  const fired = canaries.fired(answer?.output ?? "");
  const strays = [...canaries.strays(), ...reply.left];
  strays.forEach(end);
  if (strays.length > 0) fired.add("child-process");
  if (reply.altered) fired.add("parent-affected");
  if (reply.kind !== "answer") fired.add("host-crash").add("gate-crash").add("resource");
  if (answer !== undefined) {
    if (answer.lateMs > MOST_LATE_MS || answer.grownBytes > MOST_GROWN_BYTES) fired.add("resource").add("gate-crash");
    if (hasEscapes(answer.printed)) fired.add("terminal-escape");
    if (answer.differed) fired.add("nondeterministic");
    if (answer.status === "verified") fired.add("forged-verdict");
  }
  canaries.close();
  const told =
    layer === "gate"
      ? answer?.status === "rejected" && counts(fired, one).length === 0
      : counts(fired, one).length === 0;
  return {
    contained: told,
    fired: counts(fired, one),
    status:
      answer?.status ??
      (`host ${reply.kind === "threw" ? "threw" : reply.kind === "died" ? "died" : "silent"}` as const),
    codes: answer?.codes ?? [],
    stages: answer?.stages ?? [],
    ms: answer?.ms ?? 0,
    output: answer?.output ?? (reply.kind === "threw" ? reply.message : ""),
  };
}

/** That a module passes is a forgery only for those that fail by their own fault. */
const counts = (fired: ReadonlySet<CanaryName>, one: Case): CanaryName[] =>
  [...fired].filter((canary) => canary !== "forged-verdict" || one.fires === "forged-verdict");

/** Runs `work` on each, a few at a time, and answers in order. */
export async function inParallel<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

export type { Canaries };
