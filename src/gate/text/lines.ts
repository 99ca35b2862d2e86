/** Offsets of a text as lines and columns, both from 1, in UTF-16 units: the way TypeScript and esbuild count. */
export interface Lines {
  at(offset: number): { line: number; column: number };
  /** The way back; a place outside is moved to the nearest inside. */
  offset(line: number, column: number): number;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(end.index + end[0].length);
  return {
    at(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
    offset: (line, column) => Math.min((starts[line - 1] ?? text.length) + column - 1, text.length),
  };
}
