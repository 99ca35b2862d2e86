/** Codes of the static gate: what the text alone shows. */
import { type CodeRow, rowsOf } from "./row.ts";

const syntax = rowsOf("syntax");
const contract = rowsOf("contract");
const transpile = rowsOf("transpile");

export const gateCodes: readonly CodeRow[] = [
  syntax(
    "SYNTAX_ERROR",
    "The text is not TypeScript",
    "The parser could not read it; nothing after this stage was looked at.",
    "Mend the place that the finding shows: mostly a missing bracket, comma or quote just before it.",
  ),
  syntax(
    "GATE_TOO_LARGE",
    "The text is larger than 64 kB",
    "A module is one small program; parsers and people both suffer from more.",
    "Remove tables and repetition; compute them in onReady.",
  ),
  syntax(
    "GATE_TOO_DEEP",
    "The text is nested too deeply",
    "Brackets or expressions nested deeper than the limits are generated or hostile, and parsers suffer from them.",
    "Split the expression into named parts.",
  ),
  syntax(
    "GATE_TOO_COSTLY",
    "Reading the text takes too long",
    "A parser's worst case: ambiguous text can take for ever. The budget ends it.",
    "Write the marked construct plainly: `value as Type` instead of `<Type>value`, and fewer nested generic arrows.",
  ),
  syntax(
    "GATE_CONTROL_CHARACTER",
    "The text contains an invisible control character",
    "Bidirectional controls make code read differently from what it does.",
    "Delete the character, or write it as an escape such as `\\u202e` inside a string.",
  ),
  syntax(
    "GATE_FENCE",
    "The file contains a Markdown fence",
    "A file holds the module's text only; the fence belongs to a chat.",
    "Delete the lines that begin with ``` and the prose around them.",
  ),
  syntax(
    "GATE_HTML_COMMENT",
    "The text contains an HTML-like comment",
    "`<!--` and a leading `-->` are comments in scripts and operators in modules: two readers would see two programs.",
    "Put spaces between the operators, or use `//` for a comment.",
  ),
  contract(
    "GATE_IMPORT",
    'Something other than "nodegen" is imported',
    "A module has one source of powers, its engine. Packages, files and attributes could bring in anything.",
    'Import what you need from "nodegen"; write the rest yourself.',
  ),
  contract(
    "GATE_DIRECTIVE",
    "A comment gives an order to the type checker",
    "`@ts-nocheck` and its kin switch the judgement off; triple-slash references read files.",
    "Delete the comment and mend the error that it hides.",
  ),
  contract(
    "GATE_AMBIENT",
    "Something is declared without being there",
    "Ambient declarations tell the type checker what it should believe.",
    'Delete the declaration; the types of "nodegen" are there already.',
  ),
  contract(
    "GATE_IMPORT_TYPE",
    "A type is imported with `import(…)`",
    "Import types make the checker read files.",
    'Use `import { type Name } from "nodegen"`.',
  ),
  contract(
    "GATE_FORBIDDEN_SYNTAX",
    "A construct is used that modules do not have",
    "Dynamic import, import.meta, CommonJS forms, namespaces and what is newer than ES2025 are not part of the contract.",
    "The hint names the construct to use instead.",
  ),
  contract(
    "GATE_GLOBAL",
    "A global name is used that modules do not have",
    "Only the standard objects, console and performance are there; time, drawing, network and storage come from the engine.",
    "The hint names what to use instead.",
  ),
  contract(
    "GATE_UNKNOWN_NAME",
    "A name is used that is neither declared nor imported",
    "It would be a ReferenceError when that line runs.",
    'Import it from "nodegen" if it is part of the engine; else declare it or mend the spelling.',
  ),
  contract(
    "GATE_RESERVED_NAME",
    "A name is declared that the loader uses",
    "The module becomes the body of a function with this parameter.",
    "Choose another name.",
  ),
  contract(
    "GATE_DEFAULT_EXPORT",
    "The default export is not a node class",
    "The scene is built by constructing the default export without arguments.",
    "End up with one `export default class Name extends Node2D { … }`, not abstract, whose constructor has no parameters.",
  ),
  contract(
    "GATE_EXPORT",
    "Something else is exported",
    "Only the default export and `permissions` are read.",
    "Delete the word `export`.",
  ),
  contract(
    "GATE_PERMISSIONS",
    "`permissions` is not a plain literal that can be read",
    "It is read without running anything, and shown to a person before anything runs.",
    'Write `export const permissions = { net: ["example.com"], storage: true };` with literal values only.',
  ),
  contract(
    "GATE_TOP_LEVEL",
    "A statement runs while the module loads",
    "Loading a module must not do anything: behaviour belongs into hooks.",
    "Move it into onReady of the default class, or into a function that a hook calls.",
  ),
  contract(
    "GATE_TOP_LEVEL_EFFECT",
    "An initialiser at top level uses input, chance, the log or the broker",
    "These belong to a running scene; at load time there is none.",
    "Compute the value in onReady, or in a field of the class.",
  ),
  contract(
    "GATE_CLASS_FORM",
    "A class has a static block or a decorator of its own",
    "Static blocks run while the module loads; decorators other than @property could do anything to the class.",
    "Use a static field with a plain value; use `@property({ … })` on fields only.",
  ),
  contract(
    "GATE_HOOK_NAME",
    "A method looks like a hook and is none",
    "Nothing would ever call it, and the module would do nothing, in silence.",
    "Use the name that the hint gives, or call the method from a hook.",
  ),
  contract(
    "GATE_ASYNC_UPDATE",
    "onUpdate is async",
    "Each tick must be finished when onUpdate returns.",
    "Make it a plain method; start long stories in onReady, which may be async, or use tween, after and every.",
  ),
  contract(
    "GATE_ACCESSOR",
    "An accessor hides a property of the engine",
    "The engine draws what it holds itself; it never asks the accessor, so nothing would change on the stage, in silence.",
    "Set the engine's property in onUpdate or where the value changes, or give the accessor another name.",
  ),
  transpile(
    "TRANSPILE_ERROR",
    "The text could not be turned into JavaScript",
    "The transpiler disagrees with the parser about the text.",
    "Write the marked place in a more common form.",
  ),
  transpile(
    "TRANSPILE_TOO_COSTLY",
    "Turning the text into JavaScript takes too much time or memory",
    "The budget of four seconds and 200 MB ends it.",
    "Split deeply nested or repeated constructs.",
  ),
];
