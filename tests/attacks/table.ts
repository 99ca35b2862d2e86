/** What the score looks like: for people a table by category and every leak by name, for programs one entry a case. */
import { type Layer, layers } from "./hosts.ts";
import type { Scored } from "./score.ts";

export const columnNames: Readonly<Record<Layer, string>> = {
  all: "all layers",
  kernel: "kernel alone",
  realm: "realm alone",
  gate: "gate alone",
};

export const tableOf = (scored: readonly Scored[]): string[] => aligned(tableCells(scored));

export function tableCells(scored: readonly Scored[]): string[][] {
  const categories = [...new Set(scored.map(({ case: one }) => one.category))];
  const row = (name: string, among: readonly Scored[]): string[] => {
    const counted = among.filter(({ plain }) => plain.fired);
    const held = (layer: Layer): string => {
      const measured = counted.flatMap((one) => one.layers[layer] ?? []);
      return `${measured.filter(({ contained }) => contained).length}/${measured.length}`;
    };
    return [name, String(among.length), String(counted.length), ...layers.map(held)];
  };
  return [
    ["category", "cases", "fire on plain Bun", ...layers.map((layer) => columnNames[layer])],
    ...categories.map((category) =>
      row(
        category,
        scored.filter(({ case: one }) => one.category === category),
      ),
    ),
    row("together", scored),
  ];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
}

/** One sentence for each case that does not fire where it should, or fires where it must not. */
export function problemsOf(scored: readonly Scored[]): string[] {
  return scored.flatMap(({ case: one, plain, layers: outcomes }) => {
    if (!plain.fired)
      return [`${one.name}: does not fire on ${plain.where} (${plain.canaries.join(", ") || "nothing does"})`];
    const leaks = layers.flatMap((layer) => {
      const outcome = outcomes[layer];
      if (outcome === undefined || outcome.contained || layer === "gate") return [];
      return [
        `${one.name}: LEAKS behind ${columnNames[layer]}: ${outcome.fired.join(", ")} (${outcome.status})${because(one)}`,
      ];
    });
    const verdict = outcomes.all?.status;
    if (one.expected === "rejected" && verdict !== "rejected")
      leaks.push(`${one.name}: is ${verdict} and should be rejected`);
    return leaks;
  });
}

const because = ({ known }: Scored["case"]): string => (known === undefined ? "" : `; known: ${known}`);

export const asJson = ({ case: one, plain, layers: outcomes }: Scored) => ({
  name: one.name,
  category: one.category,
  tries: one.tries,
  fires: one.fires,
  expected: one.expected,
  layer: one.layer,
  plain: { fired: plain.fired, where: plain.where },
  layers: Object.fromEntries(
    Object.entries(outcomes).map(([layer, { contained, fired, status, codes }]) => [
      layer,
      { contained, fired, status, codes },
    ]),
  ),
});
