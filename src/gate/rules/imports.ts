import { didYouMean } from "../../base/nearest.ts";
import { quoted } from "../../base/printable.ts";
import type { NodeOf } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, span } from "./rule.ts";

type FromElsewhere = NodeOf<"ImportDeclaration" | "ExportNamedDeclaration" | "ExportAllDeclaration">;

/** A module imports from its engine and nothing else, in plain import declarations. */
export const imports: Rule = {
  name: "imports",
  codes: ["GATE_IMPORT"],
  of: ["source", "emitted"],
  check: ({ tree, kind }) =>
    tree
      .all("ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration")
      .flatMap((node) => [...foreignSource(node, kind.engine), ...unusualForm(node, kind.engine)]),
};

function foreignSource(node: FromElsewhere, engine: string): Draft[] {
  if (!node.source || node.source.value === engine) return [];
  const source = String(node.source.value);
  return [
    {
      code: "GATE_IMPORT",
      message: `Cannot import from ${quoted(source)}: a module imports from "${engine}" and nothing else.${didYouMean(source, [engine])}`,
      hint: `Import what the engine has from "${engine}", and write the rest in this file.`,
      ...span(node.source),
    },
  ];
}

/** Attributes and phases (`with { type: "macro" }`, `import defer`) change what an import does. */
function unusualForm(node: FromElsewhere, engine: string): Draft[] {
  const { phase } = node as { phase?: string | null };
  const unusual = node.attributes?.length > 0 ? "with attributes" : phase ? `in the form "import ${phase}"` : undefined;
  if (unusual === undefined) return [];
  return [
    {
      code: "GATE_IMPORT",
      message: `Cannot import ${unusual}: only plain imports are allowed.`,
      hint: `Write \`import { … } from "${engine}";\`.`,
      ...span(node),
    },
  ];
}
