/**
 * Any value as one line of text for the log: bounded in depth, breadth and length, whatever the value is.
 *
 * It runs the module's own code where a value has getters or a `toString`; the caller guards against what that throws.
 */
const DEPTH = 3;
const BREADTH = 24;

export function print(values: readonly unknown[], length: number): string {
  let line = "";
  for (const [place, value] of values.entries()) {
    line += (place === 0 ? "" : " ") + (typeof value === "string" ? value.slice(0, length + 1) : show(value, DEPTH));
    if (line.length > length) return `${line.slice(0, length - 1)}…`;
  }
  return line;
}

function show(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 200));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth === 0) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value))
    return `[${some(value.slice(0, BREADTH), value.length, (entry) => show(entry, depth - 1))}]`;
  const keys = Object.keys(value);
  const fields = some(keys.slice(0, BREADTH), keys.length, (key) => {
    return `${key}: ${show((value as Record<string, unknown>)[key], depth - 1)}`;
  });
  const type = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name;
  return `${type === undefined || type === "Object" ? "" : `${type} `}{ ${fields} }`;
}

const some = <T>(entries: readonly T[], total: number, each: (entry: T) => string): string =>
  entries.map(each).join(", ") + (total > entries.length ? `, … ${total - entries.length} more` : "");
