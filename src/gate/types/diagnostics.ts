/** What the type checker printed, as data: one entry an error, with the lines that explain it. */
export interface Diagnostic {
  readonly number: number;
  /** From 1; an error of the whole program stands at 1:1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The indented lines below it, from the general to the particular. */
  readonly because: readonly string[];
}

const placed = /^module\d+\.ts\((\d+),(\d+)\): error TS(\d+): (.*)$/;
const unplaced = /^error TS(\d+): (.*)$/;

/** Total: lines that are none of the known forms (the summary) are passed over. */
export function diagnosticsOf(output: string): Diagnostic[] {
  const found: (Diagnostic & { because: string[] })[] = [];
  for (const line of output.split("\n")) {
    const [, row, column, number, message] = placed.exec(line) ?? [];
    if (message !== undefined) {
      found.push({ number: Number(number), line: Number(row), column: Number(column), message, because: [] });
      continue;
    }
    const [, bareNumber, bareMessage] = unplaced.exec(line) ?? [];
    if (bareMessage !== undefined)
      found.push({ number: Number(bareNumber), line: 1, column: 1, message: bareMessage, because: [] });
    else if (/^\s+\S/.test(line)) found.at(-1)?.because.push(line.trim());
  }
  return found;
}
