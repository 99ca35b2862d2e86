/**
 * A program that asks at a real terminal, for the tests to type at: prints "ready", waits until `TYPED` bytes could be
 * waiting, asks for each scope in turn, and prints each answer. Ctrl-C ends it with 130.
 */
import { contentHash } from "../../src/base/hash.ts";
import { askAtTerminal } from "../../src/cli/permissions/terminal-prompt.ts";
import { keyboard, openStreams } from "../../src/cli/powers.ts";
import { makeTerminal } from "../../src/cli/terminal.ts";
import { PromptDesk } from "../../src/permission/prompt-desk.ts";

const [module = "", ...scopes] = process.argv.slice(2);
const terminal = makeTerminal({ ...openStreams(), json: false, environment: { NO_COLOR: "1" } });
const desk = new PromptDesk();
process.on("SIGINT", () => process.exit(130));
const begin = askAtTerminal(desk, terminal, keyboard);

begin();
terminal.say("ready");
// Blocks the loop as a busy host would, so that what is typed meanwhile waits in the kernel.
const until = performance.now() + 300;
while (performance.now() < until);
const answers = await Promise.all(
  scopes.map((scope, at) => desk.ask({ slot: at, module, hash: contentHash(module), permission: "net", scope })),
);
terminal.say(`answers ${JSON.stringify(answers.map((answer) => answer ?? "nobody"))}`);
process.exit(0);
