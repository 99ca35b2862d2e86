/**
 * The difference between two texts, line by line: what both begin and end with, and between these the longest common
 * sequence. Pure; texts that are both long and unlike are told as one block that went and one that came.
 */
export interface DiffLine {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
  /** From 1, in the text that it stands in; of `same` lines, in the later one. */
  readonly line: number;
}

/** Cells of the table, two bytes each. */
const mostCells = 4_000_000;

export function diff(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (text: string, i: number): DiffLine => ({ kind: "same", text, line: i + 1 });
  return [
    ...b.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end), start),
    ...b.slice(b.length - end).map((text, i) => same(text, b.length - end + i)),
  ];
}

function middle(a: readonly string[], b: readonly string[], start: number): DiffLine[] {
  const out: DiffLine[] = [];
  const put = (kind: DiffLine["kind"], text: string, i: number) => out.push({ kind, text, line: start + i + 1 });
  const common = a.length * b.length <= mostCells ? commonLengths(a, b) : undefined;
  const width = b.length + 1;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (common && i < a.length && j < b.length && a[i] === b[j]) {
      put("same", b[j]!, j++);
      i++;
    } else if (
      i < a.length &&
      (j === b.length || !common || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    )
      put("gone", a[i]!, i++);
    else put("new", b[j]!, j++);
  }
  return out;
}

/** `[i][j]` is how many lines the texts from line i and line j on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  return lengths;
}

/** Stretches of unchanged lines, but for a few around what changed, become one number: how many were left out. */
export function foldSame(lines: readonly DiffLine[], around = 3): readonly (DiffLine | number)[] {
  const near = lines.map(() => false);
  lines.forEach((line, i) => {
    if (line.kind !== "same") near.fill(true, Math.max(0, i - around), i + around + 1);
  });
  // One line alone takes no more room than the row that would stand for it.
  const isShown = (i: number) => near[i] || ((near[i - 1] ?? true) && (near[i + 1] ?? true));
  const out: (DiffLine | number)[] = [];
  lines.forEach((line, i) => {
    const last = out.at(-1);
    if (isShown(i)) out.push(line);
    else if (typeof last === "number") out[out.length - 1] = last + 1;
    else out.push(1);
  });
  return out;
}
