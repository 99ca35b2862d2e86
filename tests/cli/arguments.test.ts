/** The command line as data: what each line of words means, and what is told about one that means nothing. */
import { describe, expect, test } from "bun:test";

import { parseArguments } from "../../src/cli/arguments.ts";
import { commandNames, commands } from "../../src/cli/commands.ts";
import { exitCodes, exitOf } from "../../src/cli/exit.ts";
import { flags } from "../../src/cli/flags.ts";
import { help } from "../../src/cli/help.ts";

function run(...argv: string[]) {
  const parsed = parseArguments(argv);
  if (!parsed.ok) throw new Error(`${parsed.error.code}: ${parsed.error.message}`);
  if (parsed.value.kind !== "run") throw new Error(parsed.value.kind);
  return parsed.value;
}

function refusal(...argv: string[]) {
  const parsed = parseArguments(argv);
  if (parsed.ok) throw new Error(`"${argv.join(" ")}" was understood`);
  return parsed.error;
}

describe("which command", () => {
  test("[C1] make may be left out before options and one quoted description", () => {
    expect(run()).toMatchObject({ command: "make", operands: [] });
    expect(run("--allow-exec", "--no-view")).toMatchObject({ command: "make", operands: [] });
    expect(run("a ball that bounces", "--json")).toMatchObject({ command: "make", operands: ["a ball that bounces"] });
    expect(run("--seed", "7", "a ball that bounces")).toMatchObject({ command: "make", options: { seed: 7 } });
    expect(run("make", "ball")).toMatchObject({ command: "make", operands: ["ball"] });
  });

  test("[C1] one bare word is a command, and an unknown one names the nearest", () => {
    expect(refusal("chekc", "x.ts").hint).toBe('Did you mean "check"?');
    expect(refusal("sevre").hint).toBe('Did you mean "serve"?');
    expect(refusal("ball").hint).toContain("nodegen make ball");
  });

  test("[C1] several loose words are told to be quoted", () => {
    expect(refusal("a", "ball", "that", "bounces").hint).toContain('"a ball that bounces"');
    expect(refusal("make", "bouncing", "ball").hint).toContain('nodegen make "bouncing ball"');
  });

  test("[C1] operands fit the command", () => {
    expect(refusal("check").code).toBe("USAGE_MISSING_FILE");
    expect(refusal("doctor", "please").code).toBe("USAGE_EXTRA_WORD");
    expect(refusal("make", " ").code).toBe("USAGE_EMPTY_DESCRIPTION");
    expect(run("check", "a.ts", "b.ts").operands).toEqual(["a.ts", "b.ts"]);
  });

  test("[C2] help and version are asked for in the usual ways", () => {
    for (const argv of [["--help"], ["-h"], ["help"]])
      expect(parseArguments(argv)).toEqual({ ok: true, value: { kind: "help", command: undefined } });
    for (const argv of [
      ["run", "--help"],
      ["--help", "run"],
      ["help", "run"],
      ["run", "-h", "--nonsense"],
    ])
      expect(parseArguments(argv)).toEqual({ ok: true, value: { kind: "help", command: "run" } });
    expect(parseArguments(["--version"])).toEqual({ ok: true, value: { kind: "version" } });
    expect(refusal("help", "mkae").hint).toBe('Did you mean "make"?');
  });
});

describe("options", () => {
  test("[C3] defaults are those of the contract", () => {
    expect(run().options).toEqual({
      describe: undefined,
      allowExec: false,
      live: false,
      attempts: 3,
      timeout: 60_000,
      frames: 10,
      seed: 1,
      cache: "auto",
      cacheDir: "cache",
      out: "out",
      view: true,
      show: false,
      journal: true,
      watch: false,
      port: 4747,
      pool: 2,
      size: { width: 960, height: 540 },
      json: false,
      allowAll: false,
      allowNet: false,
      allowRead: false,
      allowStorage: false,
      allowModel: false,
      denyNet: false,
      denyRead: false,
      denyStorage: false,
      denyModel: false,
      prompt: true,
      permissionSet: undefined,
      maxMemory: undefined,
      maxTick: undefined,
      maxNodes: undefined,
      maxLog: undefined,
      state: undefined,
      all: false,
      verify: false,
      expect: undefined,
      module: undefined,
      permission: undefined,
      outcome: undefined,
      since: undefined,
    });
  });

  test("[P4] a permission without a list never swallows the file that follows", () => {
    const { operands, options } = run(
      "run",
      "--allow-net",
      "a.ts",
      "--deny-read=x",
      "--allow-net=h",
      "-A",
      "--no-prompt",
    );
    expect(operands).toEqual(["a.ts"]);
    // Everything and a list: the list may name what everything does not reach.
    const allowNet = { everything: true, listed: ["h"] };
    expect(options).toMatchObject({ allowNet, denyRead: ["x"], allowAll: true, prompt: false });
  });

  test("[P4] lists given twice are one list", () => {
    expect(run("run", "a.ts", "--allow-net=a.com", "--allow-net=b.com:80,c.com").options.allowNet).toEqual([
      "a.com",
      "b.com:80",
      "c.com",
    ]);
  });

  const refusals: [string[], string, string][] = [
    [["--allow-net=http://a.com"], "USAGE_BAD_SCOPE", "is a whole address"],
    [["--allow-net=localhost:80"], "USAGE_BAD_SCOPE", "is a name of this machine; write the address"],
    [["--allow-net=*.a.com"], "USAGE_BAD_SCOPE", "has a wildcard"],
    [["--deny-net=a.com:99999"], "USAGE_BAD_SCOPE", "has a port that is no whole number"],
    [["--allow-net=::1"], "USAGE_BAD_SCOPE", "is an IPv6 address without brackets"],
    [["--allow-read=/etc"], "USAGE_BAD_SCOPE", "is an absolute path"],
    [["--allow-read=a/../../b"], "USAGE_BAD_SCOPE", "leads out of the project"],
    [["--allow-net="], "USAGE_BAD_VALUE", "is not a list of hosts"],
    [["--allow-net=a.com,,b.com"], "USAGE_BAD_VALUE", "is not a list of hosts"],
    [["--allow-net=a.com", "--deny-net=A.com."], "USAGE_PERMISSION_OVERLAP", "is both allowed and denied"],
    [["--allow-storage", "--deny-storage"], "USAGE_PERMISSION_OVERLAP", "storage access is both"],
    [["--allow-fetch"], "USAGE_UNKNOWN_OPTION", 'no option is called "--allow-fetch"'],
    [["--allow-run"], "USAGE_UNKNOWN_OPTION", 'no option is called "--allow-run"'],
    [["--allow-storage=all"], "USAGE_EXTRA_VALUE", '"--allow-storage" takes no value'],
  ];
  for (const [argv, code, said] of refusals)
    test(`[P4] ${argv.join(" ")} is refused`, () => {
      const problem = refusal("run", "a.ts", ...argv);
      expect(problem).toMatchObject({ code, message: expect.stringContaining(said) });
      expect(exitOf(problem)).toBe(exitCodes.usage);
      expect(problem.hint).not.toContain("--allow-all");
    });

  test("[P2] to allow everything and deny a part is no contradiction", () => {
    expect(run("run", "a.ts", "-A", "--deny-net=a.com").options.denyNet).toEqual(["a.com"]);
    expect(run("run", "a.ts", "--allow-net=a.com", "--deny-net=a.com:80").options.allowNet).toEqual(["a.com"]);
  });

  test("[C3] values are read, joined by = or by a space", () => {
    const { options } = run("make", "--size=640x480", "--port", "0", "--cache", "replay", "--no-view", "--out=o");
    expect(options).toMatchObject({
      size: { width: 640, height: 480 },
      port: 0,
      cache: "replay",
      view: false,
      out: "o",
    });
  });

  test("[C4] an option nearly right is refused, and the right one is named", () => {
    expect(refusal("--allow-exce").hint).toBe('Did you mean "--allow-exec"?');
    expect(refusal("make", "--sead=3").hint).toBe('Did you mean "--seed"?');
  });

  test("[C4] an option of another command says where it belongs", () => {
    expect(refusal("check", "x.ts", "--watch")).toMatchObject({
      code: "USAGE_FOREIGN_OPTION",
      message: 'Cannot run "check": it has no option "--watch"',
      hint: '"--watch" belongs to run; nodegen check --help lists what "check" takes.',
    });
  });

  for (const [flag, values] of Object.entries({
    "--port": ["abc", "-1", "65536", "1.5", "", "0x10"],
    "--size": ["10", "960", "960x", "63x540", "5000x10", "960X540"],
    "--frames": ["-1", "0", "1e3", "many"],
    "--attempts": ["0", "21"],
    "--timeout": ["0", "1s"],
    "--seed": ["-1", "4294967296"],
    "--cache": ["never", "AUTO"],
    "--out": ["--json", " "],
    "--describe": ["", "--allow-exec"],
  }))
    test(`[C4] ${flag} refuses what it cannot read, and says what it takes`, () => {
      for (const value of values) {
        const problem = refusal("make", flag, value);
        expect(problem.code).toBe("USAGE_BAD_VALUE");
        expect(problem.message).toStartWith(`Cannot read "${flag} ${value}": the value is not `);
        expect(problem.hint).toContain(flag);
      }
    });

  test("[C4] an option without its value says so", () => {
    expect(refusal("make", "--port")).toMatchObject({
      code: "USAGE_MISSING_VALUE",
      message: expect.stringContaining("--port"),
    });
  });

  test("[C5] every refusal of the command line ends with exit code 2", () => {
    for (const argv of [["chekc"], ["a", "b"], ["--sead"], ["--port", "x"], ["--port"], ["check"]])
      expect(exitOf(refusal(...argv))).toBe(exitCodes.usage);
  });
});

describe("help", () => {
  const plain = (_: string, text: string) => text;

  test("[C2] every option of a command stands in its help, with its default", () => {
    for (const command of commandNames)
      for (const flag of flags.filter((one) => one.commands.includes(command)))
        expect(help(command, plain)).toContain(flag.name);
    expect(help("make", plain)).toContain("(default: 960x540)");
  });

  test("[C2] examples come first, and are command lines that are understood", () => {
    for (const command of commandNames) {
      const text = help(command, plain);
      expect(text.indexOf("Examples")).toBeLessThan(text.indexOf("Options"));
      for (const example of commands[command].examples) {
        const argv = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
        expect(run(...argv.slice(1)).command).toBe(command);
      }
    }
  });
});
