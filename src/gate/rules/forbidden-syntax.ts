/**
 * Constructs that modules do not have. What makes the type checker read files or believe things has a code of its own,
 * because types are not checked while one of these stands.
 */
import { type AnyNode, is, type NodeType } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, span } from "./rule.ts";

interface Refusal {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

const forbidden = (what: string, hint: string): Refusal => ({ code: "GATE_FORBIDDEN_SYNTAX", what, hint });
const ambient = (what: string): Refusal => ({
  code: "GATE_AMBIENT",
  what,
  hint: 'Delete it: the types of "nodegen" and of the standard objects are there already.',
});

const importEngine = 'Write `import { … } from "nodegen";` at the top; there is nothing else to import.';

const refusals: Partial<Record<NodeType, (node: AnyNode) => Refusal | undefined>> = {
  ImportExpression: () => forbidden("import()", importEngine),
  MetaProperty: (node) =>
    is(node, "MetaProperty") && node.meta.name === "import"
      ? forbidden("import.meta", "Delete it: a module does not know where it comes from.")
      : undefined,
  TSImportType: () => ({
    code: "GATE_IMPORT_TYPE",
    what: "An import type",
    hint: 'Use `import { type Name } from "nodegen";`.',
  }),
  TSImportEqualsDeclaration: () => forbidden('"import x = …"', importEngine),
  TSExportAssignment: () => forbidden('"export ="', "Write `export default class … extends Node2D { … }`."),
  TSNamespaceExportDeclaration: () => forbidden('"export as namespace"', "Delete it."),
  TSModuleDeclaration: (node) => {
    if (!is(node, "TSModuleDeclaration")) return undefined;
    if (node.global || (node.kind as string) === "global") return ambient('"declare global"');
    if (is(node.id, "Literal")) return ambient('"declare module"');
    return forbidden("A namespace", "Write its members at top level, or as static members of a class.");
  },
  VariableDeclaration: (node) => {
    if (!is(node, "VariableDeclaration")) return undefined;
    if (node.declare) return ambient("An ambient declaration");
    return /using/.test(node.kind)
      ? forbidden(`"${node.kind}"`, "Use const, and free what it holds in onExit.")
      : undefined;
  },
  TSDeclareFunction: (node) =>
    is(node, "TSDeclareFunction") && node.declare ? ambient("An ambient declaration") : undefined,
  ClassDeclaration: declaredAhead,
  TSEnumDeclaration: declaredAhead,
  TSInterfaceDeclaration: declaredAhead,
  TSTypeAliasDeclaration: declaredAhead,
  FunctionDeclaration: declaredAhead,
};

function declaredAhead(node: AnyNode): Refusal | undefined {
  return (node as { declare?: boolean }).declare ? ambient("An ambient declaration") : undefined;
}

export const forbiddenSyntax: Rule = {
  name: "forbidden-syntax",
  codes: ["GATE_FORBIDDEN_SYNTAX", "GATE_AMBIENT", "GATE_IMPORT_TYPE"],
  of: ["source", "emitted"],
  check: ({ tree, text }) => [
    ...hashbang(text),
    ...tree.all(...(Object.keys(refusals) as NodeType[])).flatMap((node: AnyNode): Draft[] => {
      const refusal = refusals[node.type as NodeType]?.(node);
      if (refusal === undefined) return [];
      return [
        { code: refusal.code, message: `${refusal.what} is not part of a module.`, hint: refusal.hint, ...span(node) },
      ];
    }),
  ],
};

/** The parser reads `#!…` in the first line as nothing; a function's body cannot begin with it. */
const hashbang = (text: string): Draft[] =>
  text.startsWith("#!")
    ? [
        {
          code: "GATE_FORBIDDEN_SYNTAX",
          message: '"#!" is not part of a module.',
          hint: "Delete the first line.",
          start: 0,
          end: 2,
        },
      ]
    : [];
