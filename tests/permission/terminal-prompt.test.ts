/** Questions at a real pseudo-terminal, typed at as a person would and as a prankster would. */
import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const asker = join(import.meta.dir, "asker.ts");

/** Starts the asker; `type` goes in as keys, `seen` waits for text on the screen. */
async function open(module: string, ...scopes: string[]) {
  return openWith({}, module, ...scopes);
}

async function openWith(env: Record<string, string>, module: string, ...scopes: string[]) {
  let screen = "";
  let wake = Promise.withResolvers<void>();
  const child = Bun.spawn([process.execPath, asker, module, ...scopes], {
    env,
    terminal: {
      cols: 200,
      rows: 50,
      data: (_, bytes) => {
        screen += new TextDecoder().decode(bytes);
        wake.resolve();
        wake = Promise.withResolvers();
      },
    },
  });
  return {
    child,
    type: (keys: string) => child.terminal?.write(keys),
    screen: () => screen,
    async seen(what: RegExp): Promise<string> {
      while (!what.test(screen)) {
        if (child.exitCode !== null) throw new Error(`It ended before ${what} was seen:\n${screen}`);
        await Promise.race([wake.promise, child.exited]);
      }
      return screen;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

for (const [keys, answer] of [
  ["o\r", "once"],
  ["r\r", "run"],
  ["v\r", "version"],
  ["a\r", "always"],
  ["n\r", "deny"],
  ["x\r", "never"],
  ["A\r", "always"],
  ["\x1b", "deny"],
  ["r\x7fo\r", "once"],
] as const)
  test(`[P6] ${JSON.stringify(keys)} answers ${answer}`, async () => {
    await using at = await open("Weather", "api.example.com:443");
    expect(await at.seen(/Answer: /)).toContain('"Weather" (');
    expect(at.screen()).toContain('asks for net access to "api.example.com:443"');
    at.type(keys);
    expect(await at.seen(/answers \[.*\]/)).toContain(`answers ["${answer}"]`);
  });

test("[P6] what is no answer asks again: empty, words, a letter that is none", async () => {
  await using at = await open("Weather", "a.com:443");
  await at.seen(/Answer: /);
  for (const keys of ["\r", "y\r", "yes\r", "allow\r", "oo\r", "\x1b[A", "\x1b[200~o\x1b[201~"]) at.type(keys);
  at.type("\x7f".repeat(20));
  at.type("r\r");
  expect(await at.seen(/answers \[.*\]/)).toContain('answers ["run"]');
});

test("[P6] what was typed before the question is thrown away", async () => {
  const hold = join(tmpdir(), `nodegen-hold-${process.pid}`);
  await Bun.write(hold, "");
  await using at = await openWith({ HOLD: hold }, "Weather", "a.com:443");
  await at.seen(/ready/);
  at.type("a\ra\r");
  // The terminal echoes what it has taken.
  await at.seen(/ready\s+a\s+a/);
  await rm(hold);
  await at.seen(/Answer: /);
  at.type("n\r");
  expect(await at.seen(/answers \[.*\]/)).toContain('answers ["deny"]');
});

test("[P6] names with controls and invisible characters are shown spelt out", async () => {
  await using at = await open("\x1b[2J\u202eevil\u200b\r\nAllow? y", "a.com:443");
  const screen = await at.seen(/Answer: /);
  expect(screen).toContain('"\\u{1b}[2J\\u{202e}evil\\u{200b}\\u{d} Allow? y"');
  expect(screen).not.toContain("\u202e");
  at.type("n\r");
  await at.seen(/answers/);
});

test("[P6] several questions stand one after the other, each with an answer of its own", async () => {
  await using at = await open("Weather", "a.com:443", "b.com:443");
  await at.seen(/"a\.com:443"[^]*Answer: /);
  expect(at.screen()).not.toContain("b.com");
  at.type("o\r");
  await at.seen(/"b\.com:443"[^]*Answer: /);
  at.type("x\r");
  expect(await at.seen(/answers \[.*\]/)).toContain('answers ["once","never"]');
});

test("[P6] one that is too long to read is refused without being asked", async () => {
  await using at = await open("W".repeat(3000), "a.com:443");
  expect(await at.seen(/answers \[.*\]/)).toContain('answers ["nobody"]');
  expect(at.screen()).not.toContain("Answer:");
});

test("[P6] Ctrl-C ends the view, and answers nothing", async () => {
  await using at = await open("Weather", "a.com:443");
  await at.seen(/Answer: /);
  at.type("\x03");
  expect(await at.child.exited).toBe(7);
  expect(at.screen()).not.toContain("answers");
});

test("[P6] without a terminal nobody is asked", async () => {
  const child = Bun.spawn([process.execPath, asker, "Weather", "a.com:443"], {
    env: {},
    stdin: "ignore",
    stdout: "pipe",
  });
  expect(await new Response(child.stdout).text()).toBe('ready\nanswers ["nobody"]\n');
});
