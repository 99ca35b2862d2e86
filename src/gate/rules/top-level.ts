/** What stands at top level: declarations only, so that loading a module does nothing. */
import { type AnyNode, is, type NodeOf } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, span } from "./rule.ts";

const declarations = new Set<string>([
  "ImportDeclaration",
  "ExportDefaultDeclaration",
  "ExportAllDeclaration",
  "FunctionDeclaration",
  "TSDeclareFunction",
  "ClassDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
  "TSEnumDeclaration",
  // Refused by `forbidden-syntax`, with better words.
  "TSModuleDeclaration",
  "TSImportEqualsDeclaration",
  "TSExportAssignment",
  "TSNamespaceExportDeclaration",
]);

export const topLevel: Rule = {
  name: "top-level",
  codes: ["GATE_TOP_LEVEL"],
  of: ["source"],
  check: ({ tree }) => [
    ...tree.program.body.flatMap(judgeStatement),
    ...awaits(tree.all("AwaitExpression", "ForOfStatement")),
  ],
};

function judgeStatement(statement: AnyNode): Draft[] {
  if (is(statement, "ExportNamedDeclaration"))
    return statement.declaration ? judgeStatement(statement.declaration) : [];
  if (declarations.has(statement.type) || is(statement, "EmptyStatement")) return [];
  if (is(statement, "VariableDeclaration")) return judgeVariables(statement);
  if (is(statement, "ExpressionStatement") && statement.directive === "use strict") return [];
  return [
    refuse(
      statement,
      "A statement stands at top level, where only declarations may.",
      "Move it into onReady of the default class, or into a function that a hook calls.",
    ),
  ];
}

function judgeVariables(node: NodeOf<"VariableDeclaration">): Draft[] {
  if (node.declare || /using/.test(node.kind)) return [];
  if (node.kind === "var") return [refuse(node, '"var" stands at top level.', "Use const, or let if it changes.")];
  return node.declarations
    .filter(({ init }) => !init)
    .map((declarator) =>
      refuse(
        declarator,
        "A variable at top level has no initial value.",
        "Give it one, or make it a field of the class.",
      ),
    );
}

/** Inside functions `await` is fine, and whole statements at top level are refused already. */
const awaits = (nodes: readonly AnyNode[]): Draft[] =>
  nodes
    .filter((node) => (is(node, "ForOfStatement") ? node.await : true) && isInInitialiser(node))
    .map((node) => refuse(node, '"await" stands at top level.', "Await in onReady, which may be async."));

function isInInitialiser(node: AnyNode): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (is(parent, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression")) return false;
    if (is(parent, "VariableDeclaration", "ClassDeclaration") && isTopLevel(parent)) return true;
  }
  return false;
}

const isTopLevel = (node: AnyNode): boolean =>
  is(node.parent, "Program") || is(node.parent, "ExportNamedDeclaration", "ExportDefaultDeclaration");

const refuse = (node: AnyNode, message: string, hint: string): Draft => ({
  code: "GATE_TOP_LEVEL",
  message,
  hint,
  ...span(node),
});
