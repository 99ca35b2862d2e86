/**
 * How the declarations are divided: the core, and below it one section for each extension under a line of its own. The build
 * writes them, the prompt takes them apart.
 */
const LINE = /^\/\/ Extension: ([\w-]+)\n/gm;

export const sectionLine = (name: string): string => `// Extension: ${name}`;

export interface Sections {
  readonly core: string;
  readonly extensions: ReadonlyMap<string, string>;
}

export function divide(declarations: string): Sections {
  const [core = "", ...rest] = declarations.split(LINE);
  const extensions = new Map<string, string>();
  for (let index = 0; index + 1 < rest.length; index += 2) extensions.set(rest[index]!, rest[index + 1]!.trimEnd());
  return { core: `${core.trimEnd()}\n`, extensions };
}
