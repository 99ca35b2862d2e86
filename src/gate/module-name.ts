/** What a module is called: by its class, else by its file, else by what was asked for. Never by `constructor.name`. */
import type { GateOptions } from "./report.ts";

const LONGEST = 40;

export function moduleName(className: string | undefined, { file, description }: GateOptions): string {
  const stem = file?.split(/[/\\]/).at(-1)?.replace(/\..*$/, "");
  return className ?? pascalCase(stem) ?? pascalCase(description) ?? "Module";
}

/** "a node that spins" → "ANodeThatSpins"; undefined when no letter is left. */
function pascalCase(text = ""): string | undefined {
  const words = text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  let name = "";
  for (const word of words) {
    if (name.length + word.length > LONGEST) break;
    name += word[0]!.toUpperCase() + word.slice(1);
  }
  name ||= words[0]?.slice(0, LONGEST) ?? "";
  return /^\p{ID_Start}[\p{ID_Continue}]*$/u.test(name) ? name : name === "" ? undefined : `Module${name}`;
}
