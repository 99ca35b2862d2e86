/** The numbers of a frame: run by run, field by field, node by node, so that one kind of number stands beside its like. */
import type { ByteWriter } from "./byte-writer.ts";
import type { InternWriter } from "./interned.ts";
import { Column } from "./layout.ts";
import type { Runs } from "./runs.ts";
import type { Sent } from "./sent.ts";

/** `whole` for a decoder that knows nothing of the nodes yet. */
export function writeColumns(
  out: ByteWriter,
  nodes: readonly Sent[],
  runs: Runs,
  interned: InternWriter,
  whole: boolean,
): void {
  for (let r = 0; r < runs.length; r += 3) {
    const start = runs[r]!;
    const end = start + runs[r + 1]!;
    for (let field = 0, rest = runs[r + 2]!; rest !== 0; field++, rest >>>= 1) {
      if (rest & 1) writeColumn(out, nodes, start, end, field, interned, whole);
    }
  }
}

function writeColumn(
  out: ByteWriter,
  nodes: readonly Sent[],
  start: number,
  end: number,
  field: number,
  interned: InternWriter,
  whole: boolean,
): void {
  // Room for the widest number; what was not needed is given back.
  let at = out.reserve(4 * (end - start));
  let { bytes, view } = out;
  for (let i = start; i < end; i++) {
    const node = nodes[i]!;
    const column = node.layout.columns[field];
    if (column === Column.F32) {
      view.setFloat32(at, node.values[field]!, true);
      at += 4;
    } else if (column === Column.RGBA) {
      view.setUint32(at, node.values[field]!, true);
      at += 4;
    } else if (column === Column.U8) {
      bytes[at++] = node.values[field]!;
    } else {
      out.length = at;
      node.writeExtra(out, interned, whole);
      at = out.reserve(4 * (end - i - 1));
      ({ bytes, view } = out);
    }
  }
  out.length = at;
}
