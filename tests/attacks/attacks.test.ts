/**
 * Every attack: it fires where nothing is in its way, it does not fire behind all layers, the verdict is the expected
 * one, and the layer that must stop it first does. Every benign twin passes.
 *
 * Each case runs once, before the tests that ask what became of it; a case that could not be run fails by its name.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { type Grounds, openGrounds } from "./canaries.ts";
import { benignTwins, type Case, ownCases, readCases, readTwins } from "./case.ts";
import { Hosts, type Layer } from "./hosts.ts";
import { inParallel, type LayerOutcome, runBehind, score, type Scored } from "./score.ts";

const cases = await readCases(ownCases);
const twins = await readTwins(benignTwins);
const LANES = 3;

/** A layer behind the gate is asked alone when it is the one that must hold; what the gate refused, all layers tell. */
const layersFor = ({ layer }: Case): readonly Layer[] =>
  layer === "kernel" || layer === "realm" ? ["all", layer] : ["all"];

let grounds: Grounds;
let hosts: Hosts;
let scored: ReadonlyMap<string, Scored>;
let judged: ReadonlyMap<string, LayerOutcome>;

beforeAll(async () => {
  grounds = await openGrounds();
  hosts = await Hosts.open(grounds, LANES);
  const all = await inParallel(cases, LANES, (one) => score(one, layersFor(one), grounds, hosts));
  scored = new Map(all.map((one) => [one.case.name, one]));
  const passed = await inParallel(twins, LANES, (one) => runBehind(one, "all", grounds, hosts));
  judged = new Map(twins.map((one, at) => [one.name, passed[at]!]));
}, 600_000);

afterAll(async () => {
  hosts.close();
  await grounds.close();
});

describe("attacks", () => {
  for (const one of cases)
    (one.known === undefined ? test : test.failing)(`${one.name}: ${one.tries}`, () => {
      const { plain, layers } = scored.get(one.name)!;
      expect(plain, "it has to fire where nothing is in its way").toMatchObject({ fired: true });
      for (const [layer, outcome] of Object.entries(layers))
        expect({ layer, ...brief(outcome) }).toMatchObject({ layer, contained: true, fired: [] });
      if (one.layer === "gate")
        expect(layers.all!.stages, "the gate has to refuse it, not the smoke run").not.toContain("smoke");
      if (one.grants !== undefined && one.layer === "host")
        expect(brief(layers.all!), "the broker has to refuse it, not the gate").toMatchObject({ status: "verified" });
      if (one.expected === "rejected") expect(brief(layers.all!)).toMatchObject({ status: "rejected" });
    });

  test("there are enough, and every category has some", () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(
      Math.min(...Object.values(Object.groupBy(cases, ({ category }) => category)).map((some) => some!.length)),
    ).toBeGreaterThan(4);
  });
});

describe("benign twins", () => {
  for (const { name } of twins)
    test(`${name} passes`, () => {
      expect(brief(judged.get(name)!)).toMatchObject({ status: "verified", fired: [] });
    });

  test("what is granted is done: the broker that refuses the attacks is no wall", () => {
    expect(judged.get("granted-calls")!.output).toContain("got hello hello hello and an answer");
  });

  test("there are enough", () => expect(twins.length).toBeGreaterThanOrEqual(40));
});

/** What a person needs to see when it fails. */
const brief = ({ contained, fired, status, codes, output }: LayerOutcome) => ({
  contained,
  fired,
  status,
  codes,
  output: status.startsWith("host") ? output : undefined,
});
