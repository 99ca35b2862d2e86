/**
 * Runs cases and says what became of each: whether it fires where nothing is in its way, and whether its canary fires
 * behind all layers and behind each one alone.
 */
import { type Grounds, setCanaries } from "./canaries.ts";
import { type CanaryName, type Case, fill, outsideOf } from "./case.ts";
import type { HostReply, Hosts, Layer } from "./hosts.ts";
import { hasEscapes, type PlainOutcome, runPlain } from "./plain.ts";
import { end } from "./watched.ts";

export interface LayerOutcome {
  readonly contained: boolean;
  /** Every canary that fired, whatever the case was after. */
  readonly fired: readonly CanaryName[];
  readonly status: "rejected" | "static-validated" | "verified" | `host ${Exclude<HostReply["kind"], "answer">}`;
  readonly codes: readonly string[];
  /** Who refused it: the gate's stages, or the smoke run. */
  readonly stages: readonly string[];
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

/**
 * What is aimed at the gate's own tools is stopped there or nowhere: with the gate off it meets none of them. And without
 * the gate nobody has read what a module asks for, so that there is nothing to be granted.
 */
const isMeasured = (one: Case, layer: Layer): boolean =>
  (one.fires !== "gate-crash" && one.grants === undefined) || layer === "all" || layer === "gate";

/** A host that was away from its own timers for so long served nobody. */
const MOST_LATE_MS = 4_000;
/** The gate's parser and the sandbox's buffers, many times over. */
const MOST_GROWN_BYTES = 300 * 2 ** 20;

export async function runBehind(one: Case, layer: Layer, grounds: Grounds, hosts: Hosts): Promise<LayerOutcome> {
  const canaries = await setCanaries(grounds);
  const reply = await hosts.ask({
    layer,
    source: fill(one.text, canaries.filling),
    twice: one.fires === "nondeterministic",
    hurried: one.fires === "resource" && one.grants === undefined,
    outside: outsideOf(one, canaries.filling, grounds),
  });
  await canaries.settle();
  const output = reply.kind === "answer" ? reply.answer.output : "";
  const fired = new Set([...canaries.fired(output), ...firedInHost(reply, one)]);
  const strays = [...canaries.strays(), ...reply.left];
  strays.forEach(end);
  if (strays.length > 0) fired.add("child-process");
  canaries.close();
  return { ...told(reply, layer, fired.size === 0), fired: [...fired] };
}

function firedInHost(reply: HostReply, one: Case): CanaryName[] {
  const fired: CanaryName[] = reply.altered ? ["parent-affected"] : [];
  if (reply.kind !== "answer") return [...fired, "host-crash", "gate-crash", "resource"];
  const { lateMs, grownBytes, printed, differed, status } = reply.answer;
  if (lateMs > MOST_LATE_MS || grownBytes > MOST_GROWN_BYTES) fired.push("resource", "gate-crash");
  if (hasEscapes(printed)) fired.push("terminal-escape");
  if (differed) fired.push("nondeterministic");
  // That a module passes is a forgery only for those that fail by their own fault.
  if (status === "verified" && one.fires === "forged-verdict") fired.push("forged-verdict");
  return fired;
}

/** The gate alone contains what it refuses, and nothing else: what it lets through would run. */
function told(reply: HostReply, layer: Layer, quiet: boolean): Omit<LayerOutcome, "fired"> {
  if (reply.kind !== "answer")
    return { contained: false, status: `host ${reply.kind}`, codes: [], stages: [], output: reply.message ?? "" };
  const { status, codes, stages, output } = reply.answer;
  return { contained: quiet && (layer !== "gate" || status === "rejected"), status, codes, stages, output };
}

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
