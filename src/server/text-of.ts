import type { PageDown } from "../wire/page.ts";

const texts = new WeakMap<PageDown, string>();

/** As JSON, made once for however many pages are told the same message. It does not change any more. */
export function textOf(message: PageDown): string {
  let text = texts.get(message);
  if (text === undefined) texts.set(message, (text = JSON.stringify(message)));
  return text;
}
