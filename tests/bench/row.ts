/** One line of `bun run bench`. */
export interface BenchRow {
  readonly name: string;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly note?: string;
}
