/**
 * Shows proven modules: puts them on a stage, serves the page, tells its address, and stays until a person ends it.
 *
 * A module that dies on the stage is told here and on the page; the others and the page go on.
 */
import { ProblemError } from "../base/problem.ts";
import type { Journal } from "../live/journal.ts";
import type { Stage } from "../live/stage.ts";
import type { Loaded } from "../pipeline/load.ts";
import type { StageEvent } from "../wire/page.ts";
import type { CommandContext } from "./command.ts";
import type { Journaling } from "./journals.ts";
import type { PermissionSession } from "./permissions/session.ts";
import { askAtTerminal } from "./permissions/terminal-prompt.ts";
import { keyboard, onEscape } from "./powers/keyboard.ts";
import { printFindings } from "./print/findings.ts";
import type { PageOptions } from "./rooms.ts";
import type { Terminal } from "./terminal.ts";

export interface View {
  readonly stage: Stage;
  readonly url: string;
  readonly token: string;
  /** Settles when Esc, Ctrl-C or SIGTERM ended the view. */
  ended(): Promise<void>;
}

export async function openView(
  context: CommandContext,
  modules: readonly Loaded[],
  // What was proven was proven behind the wall.
  page: PageOptions = { makes: false, wall: "held" },
): Promise<View> {
  const { rooms, options, terminal, signal } = context;
  const written = options.journal ? await rooms.journal(options) : undefined;
  const stage = await rooms.stage(options, await rooms.broker(options), written?.journal);
  const { desk } = await rooms.permissions(options);
  const journal = written?.journal;
  const beginAsking = options.prompt ? askAtTerminal(desk, terminal, keyboard) : () => {};
  stage.listen(tellStops(context, stage));
  stage.listen((event) => event.type === "slots" && desk.keep(event.slots));
  stage.listen((event) => event.type === "slots" && journal?.arranged(event.slots));
  if (journal) await writeGrants(journal, await rooms.permissions(options));
  // Before the modules: what they log while they start is for pages that open later.
  const { url, token } = await rooms.server(stage, options, { ...page, journal: written?.path });
  for (const { proven, about } of modules) await put(stage, proven, about);
  // What is made or saved next is not kept waiting; until here the machine was better used otherwise.
  if (options.allowExec) (await rooms.sandbox()).keepReady(options.pool);
  if (written) tellJournal(context, written);
  tellAddress(terminal, url);
  beginAsking();
  return { stage, url, token, ended: () => ended(signal) };
}

export function tellAddress(terminal: Terminal, url: string): void {
  terminal.say(`${terminal.paint("bold", "view")}      ${terminal.paint("cyan", url)}`);
  terminal.say(
    terminal.paint(
      "dim",
      terminal.interactive ? "          Esc or Ctrl-C ends it" : "          Ctrl-C or SIGTERM ends it",
    ),
  );
}

/** What stands now, and whatever comes or goes while the run lasts; a list that cannot be read is told where it is used. */
async function writeGrants(journal: Journal, { current, listen }: PermissionSession): Promise<void> {
  const write = async () => {
    const standing = await current();
    if (standing.ok) journal.grants(standing.value);
  };
  listen(() => void write());
  await write();
}

function tellJournal({ terminal }: CommandContext, { path, dropped, unfinished, running }: Journaling): void {
  const { paint } = terminal;
  terminal.say(`${paint("bold", "journal")}   ${path}`);
  if (dropped.length > 0) terminal.say(paint("dim", `          made room by dropping ${dropped.join(", ")}`));
  for (const other of running) terminal.say(`          another run in this folder still goes on, and writes ${other}`);
  if (unfinished)
    terminal.say(`          the last run ended without a word: nodegen replay ${unfinished} --allow-exec --view`);
}

async function put(stage: Stage, proven: Loaded["proven"], about: Loaded["about"]): Promise<void> {
  const added = await stage.add(proven, about);
  if (added.ok) return;
  const reason = "code" in added.error ? added.error : undefined;
  throw new ProblemError(
    reason ?? {
      code: "STAGE_REFUSED",
      message: `Cannot put "${proven.checked.name}" on the stage: it passed its smoke run and then failed to start`,
      hint: "A module whose start depends on more than its seed does this; nodegen verify --frames 300 may show it.",
    },
  );
}

/** What is stopped, and what plays again: brought back by the stage itself, by a person, or by a better version. */
function tellStops({ terminal }: CommandContext, stage: Stage): (event: StageEvent) => void {
  const stopped = new Set<number>();
  return (event) => {
    if (event.type === "fault") {
      stopped.add(event.slot);
      tellFault(terminal, stage, event);
    }
    if (event.type !== "slots") return;
    for (const { slot, name, state } of event.slots)
      if (state === "live" && stopped.delete(slot)) terminal.say(`${terminal.paint("green", "back")}      ${name}`);
  };
}

function tellFault(terminal: Terminal, stage: Stage, event: Extract<StageEvent, { type: "fault" }>): void {
  const slot = stage.slots().find((one) => one.slot === event.slot);
  terminal.say(`${terminal.paint("red", "stopped")}   ${slot?.name ?? `module ${event.slot}`}: ${event.reason}`);
  printFindings(terminal, event.findings, { file: slot?.about.path ?? "", source: slot?.source });
}

/** Settles when a person ended it. */
export async function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true });
  const release = onEscape(resolve);
  await promise;
  release();
}
