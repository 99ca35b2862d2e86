/** Text from a model, a module or a checker, made safe to print: no control, bidirectional or invisible character is left raw. */

// C0 without tab and newline, DEL and C1, line separators, annotation marks, an empty Braille cell, lone surrogates; and what
// Unicode says may be shown as nothing (zero-width and bidirectional marks, fillers, tags), but for the mark that makes an
// emoji of the sign before it.
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u2800\ufff9-\ufffb]|\p{Surrogate}|(?!(?<=\p{Extended_Pictographic})\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;

/** Writes each as `\u{…}`; tabs and newlines stay. */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** As a value quoted in a message: on one line, at most `length` characters. */
export function quoted(text: string, length = 60): string {
  const line = printable(text).replace(/\s+/g, " ");
  return `"${line.length > length ? `${line.slice(0, length - 1)}…` : line}"`;
}
