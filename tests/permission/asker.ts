/**
 * A program that asks at a real terminal, for the tests to type at: prints "ready", keeps the loop busy while the file HOLD is there, asks
 * for each scope, and prints the answers. As in a view, Esc and Ctrl-C that nobody wants end it, with 7.
 */
import { existsSync } from "node:fs";

import { contentHash } from "../../src/base/hash.ts";
import { askAtTerminal } from "../../src/cli/permissions/terminal-prompt.ts";
import { keyboard, onEscape } from "../../src/cli/powers/keyboard.ts";
import { openStreams } from "../../src/cli/powers/streams.ts";
import { makeTerminal } from "../../src/cli/terminal.ts";
import { PromptDesk } from "../../src/permission/prompt-desk.ts";

const [module = "", ...scopes] = process.argv.slice(2);
const terminal = makeTerminal({ ...openStreams(), json: false, environment: { NO_COLOR: "1" } });
const desk = new PromptDesk();
const begin = askAtTerminal(desk, terminal, keyboard);

begin();
terminal.say("ready");
// Blocks the loop as a busy host would, so that what is typed meanwhile waits in the kernel.
const hold = process.env["HOLD"];
while (hold !== undefined && existsSync(hold));
const asked = Promise.all(
  scopes.map((scope, at) => desk.ask({ slot: at, module, hash: contentHash(module), permission: "net", scope })),
);
// Later than the first question, as where a module asks while it is put on the stage.
onEscape(() => process.exit(7));
const answers = await asked;
terminal.say(`answers ${JSON.stringify(answers.map((answer) => answer ?? "nobody"))}`);
process.exit(0);
