/**
 * A change to a module without a model, as far as a few words go: a colour, faster or slower, bigger or smaller. A wish
 * that holds none of them leaves the module as it is.
 */

const COLORS =
  /\b(red|orange|yellow|green|blue|purple|pink|white|black|gr[ae]y|gold|silver|cyan|magenta|teal|lime|brown|violet|turquoise|coral|crimson|navy|olive)\b/i;

export function editByWords(source: string, change: string): string {
  let edited = source;
  const color = COLORS.exec(change)?.[1];
  if (color !== undefined) edited = recolored(edited, color.toLowerCase());
  if (/\b(faster|quicker|speed ?up)\b/i.test(change)) edited = scaled(edited, SPEED, 2);
  if (/\b(slower|calmer|slow ?down)\b/i.test(change)) edited = scaled(edited, SPEED, 0.5);
  if (/\b(bigger|larger|huge)\b/i.test(change)) edited = scaled(edited, SIZE, 1.5);
  if (/\b(smaller|tiny)\b/i.test(change)) edited = scaled(edited, SIZE, 0.6);
  return edited;
}

const SPEED = /(\w*(?:speed|persecond|perminute)\s*=\s*)(\d+(?:\.\d+)?)/gi;
const SIZE = /(\b(?:width|height|radius)\s*[=:]\s*)(\d+(?:\.\d+)?)/g;

const scaled = (source: string, what: RegExp, factor: number): string =>
  source.replace(what, (_, before: string, number: string) => before + Number((Number(number) * factor).toFixed(2)));

/** The first colour that is set and is not the backdrop's. */
function recolored(source: string, color: string): string {
  const lines = source.split("\n");
  const place = lines.findIndex((line) => SETS_COLOR.test(line) && !/backdrop|view\.width/.test(line));
  if (place >= 0) lines[place] = lines[place]!.replace(SETS_COLOR, `$1"${color}"`);
  return lines.join("\n");
}

const SETS_COLOR = /(\b(?:color|tint)\s*[=:]\s*)"[^"]*"/;
