/** Text from a model, a module or a checker, made safe to print: no control, bidirectional or invisible character is left raw. */

// C0 without tab and newline, DEL and C1, soft hyphen, zero-width and bidirectional marks, line separators, BOM, tags, lone surrogates.
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Writes each as `\u{…}`; tabs and newlines stay. */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** As a value quoted in a message: on one line, at most `length` characters. */
export function quoted(text: string, length = 60): string {
  const line = printable(text).replace(/\s+/g, " ");
  return `"${line.length > length ? `${line.slice(0, length - 1)}…` : line}"`;
}
