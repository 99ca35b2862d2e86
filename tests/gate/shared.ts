/** What the gate's tests share. */
import { afterAll, beforeAll } from "bun:test";

import type { Finding } from "../../src/base/finding.ts";
import { makeGate } from "../../src/gate/gate.ts";
import type { Gate } from "../../src/gate/report.ts";
import { gatePowers } from "./gate-powers.ts";

/** One gate for a file of tests. */
export function useGate(): Gate {
  let made: ReturnType<typeof makeGate> | undefined;
  beforeAll(async () => {
    made = makeGate(await gatePowers());
  });
  afterAll(() => made?.close());
  return (source, options) => made!.gate(source, options);
}

/** `CODE line:column`, in order. */
export const brief = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, line, column }) => `${code} ${line}:${column}`);

/** A module around the members of its class. */
export const around = (members: string, imports = "Node2D", before = ""): string =>
  `import { ${imports} } from "nodegen";\n${before}\nexport default class Thing extends Node2D {\n${members}\n}\n`;
