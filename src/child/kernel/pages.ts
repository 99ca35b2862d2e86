/**
 * Pages of memory that copies share until one writes to them. Which ones a play writes to is seen once, in a copy that is made for it;
 * others then get their own of these at once, before a module waits for them: each page would cost it a fault of some microseconds.
 */
import { MADV_POPULATE_WRITE, PAGE_BYTES } from "./abi.ts";
import { fork, reap } from "./fork.ts";
import { errno, libc, must } from "./libc.ts";
import { writeAll } from "./pipes.ts";
import { openToRead, readText, readToEnd } from "./read-text.ts";

/** Neighbouring pages: an address, and bytes from there on. */
export type Pages = readonly [from: number, bytes: number];

/**
 * What `work` writes to, in a copy of this process that does it and ends. Nothing where the kernel does not say, or the copy was
 * ended by somebody else: what is not known is copied when it is written to, and that is no reason to end what lives.
 */
export function writtenBy(work: () => void): readonly Pages[] {
  // The two ends of pipe(2).
  const ends = new Int32Array(2);
  must("pipe", libc.pipe(ends));
  const input = ends[0]!;
  const output = ends[1]!;
  const pid = forkOrNot();
  if (pid === 0) tellAndEnd(work, output);
  libc.close(output);
  const told = readToEnd(input, "the pages that were written to");
  if (pid === null) return [];
  const end = reap(pid);
  return "code" in end && end.code === 0 ? (JSON.parse(told) as Pages[]) : [];
}

function forkOrNot(): number | null {
  try {
    return fork();
  } catch {
    // Whoever orders a copy is told why there is none.
    return null;
  }
}

/** From Linux 5.14 on; before, each is copied when it is written to. */
export function makeOwn(pages: readonly Pages[]): void {
  for (const [from, bytes] of pages) libc.madvise(from, bytes, MADV_POPULATE_WRITE);
}

/** Does not return. */
function tellAndEnd(work: () => void, output: number): void {
  let status = 1;
  try {
    work();
    writeAll(new TextEncoder().encode(JSON.stringify(ownPages())), output);
    status = 0;
  } finally {
    libc._exit(status);
  }
}

/** proc(5), `pagemap`: 8 bytes a page, of which these bits of the upper half say that it is there, and shared with nobody. */
const OWN = 0x8100_0000;

function ownPages(): readonly Pages[] {
  const pagemap = openToRead("/proc/self/pagemap");
  const mappings = readText("/proc/self/maps").matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw.p /gm);
  return [...mappings].flatMap(([, from, to]) =>
    ownPagesBetween(Number.parseInt(from!, 16), Number.parseInt(to!, 16), pagemap),
  );
}

function ownPagesBetween(from: number, to: number, pagemap: number): readonly Pages[] {
  const entries = new Uint32Array((2 * (to - from)) / PAGE_BYTES);
  const read = Number(libc.pread(pagemap, entries, entries.byteLength, (8 * from) / PAGE_BYTES));
  if (read !== entries.byteLength) throw new Error(`reading pagemap failed with errno ${errno()}`);
  const found: [number, number][] = [];
  for (let place = 0; 2 * place < entries.length; place++) {
    if ((entries[2 * place + 1]! & OWN) >>> 0 !== OWN) continue;
    const page = from + place * PAGE_BYTES;
    const last = found.at(-1);
    if (last !== undefined && last[0] + last[1] === page) last[1] += PAGE_BYTES;
    else found.push([page, PAGE_BYTES]);
  }
  return found;
}
