/**
 * Permission questions at the terminal, one at a time: a letter and Enter.
 *
 * A module chooses when it asks and what it is called, so: what was typed before the question stood there is thrown away;
 * names and scopes are shown with every control, bidirectional and invisible character spelt out, and the scope whole;
 * only a listed letter followed by Enter grants, and anything else asks again. Without a person at a terminal nothing is
 * asked.
 */
import { accessTo, type PermissionPrompt, type PromptChoice, promptChoices } from "../../base/permission-prompt.ts";
import { printable, quoted } from "../../base/printable.ts";
import type { PromptDesk, Surface } from "../../permission/prompt-desk.ts";
import type { Terminal } from "../terminal.ts";

export interface Keyboard {
  /** Whether a person can type here. */
  readonly isThere: boolean;
  /** The latest reader gets the keys first and says whether they were for it. */
  read(reader: (bytes: Uint8Array) => boolean): () => void;
  /** Throws away what was typed and not read yet; settles when it is gone. */
  discard(): Promise<void>;
}

/** Questions wait until the returned function is called, so that they do not stand in the middle of other text. */
export function askAtTerminal(desk: PromptDesk, terminal: Terminal, keyboard: Keyboard): () => void {
  const waiting: PermissionPrompt[] = [];
  let isBegun = false;
  let current: { readonly id: number; readonly end: () => void } | undefined;

  const next = () => {
    const prompt = waiting.shift();
    if (!prompt) return;
    const answered = (choice: PromptChoice) => void desk.answer(prompt.id, choice);
    current = { id: prompt.id, end: askOne(prompt, terminal, keyboard, answered) };
  };
  const surface: Surface = {
    attended: () => keyboard.isThere && terminal.interactive,
    show: (prompt) => {
      waiting.push(prompt);
      if (isBegun && !current) next();
    },
    withdraw: (id) => {
      const at = waiting.findIndex((prompt) => prompt.id === id);
      if (at >= 0) waiting.splice(at, 1);
      if (current?.id !== id) return;
      current.end();
      current = undefined;
      next();
    },
  };
  desk.attach(surface);
  return () => {
    isBegun = true;
    if (!current) next();
  };
}

/** Longest line that is taken; every answer is one letter. */
const MAX_LINE = 16;
const [ENTER, NEWLINE, BACKSPACE, DELETE, ESCAPE, INTERRUPT] = ["\r", "\n", "\b", "\x7f", "\x1b", "\x03"];

/** Asks until `answered`; the returned function ends it. */
function askOne(
  prompt: PermissionPrompt,
  terminal: Terminal,
  keyboard: Keyboard,
  answered: (choice: PromptChoice) => void,
): () => void {
  let line = "";
  let isOpen = false;
  let isEnded = false;
  const reader = (bytes: Uint8Array): boolean => {
    const typed = new TextDecoder().decode(bytes);
    if (typed.includes(INTERRUPT!)) return false;
    if (!isOpen) return true;
    // Esc alone; an arrow key begins with it too, and is nothing here.
    if (typed === ESCAPE) answered("deny");
    if (typed.startsWith(ESCAPE!)) return true;
    for (const key of typed) take(key);
    return true;
  };
  const take = (key: string) => {
    if (!isOpen) return;
    if (key === ENTER || key === NEWLINE) return judge();
    if (key === BACKSPACE || key === DELETE) line = line.slice(0, -1);
    else if (line.length < MAX_LINE) line += key;
    redraw();
  };
  const redraw = () => terminal.write(`\r\x1b[K  Answer: ${printable(line.replace(/\s/g, " "))}`);
  const judge = () => {
    const letter = line.trim().toLowerCase();
    const choice = promptChoices.find(({ key }) => key === letter);
    line = "";
    if (choice) return answered(choice.name);
    redraw();
  };

  const release = keyboard.read(reader);
  void keyboard.discard().then(() => {
    if (isEnded) return;
    for (const text of question(prompt, terminal.paint)) terminal.say(text);
    isOpen = true;
    redraw();
  });
  return () => {
    isEnded = true;
    release();
    if (isOpen) terminal.say();
    isOpen = false;
  };
}

const SHORT_HASH = 8;

function question({ module, hash, permission, scope }: PermissionPrompt, paint: Terminal["paint"]): string[] {
  const code = hash.slice("sha256:".length).slice(0, SHORT_HASH);
  return [
    "",
    `${paint("yellow", "asks")}      ${quoted(module)} (${code}) asks for ${paint("bold", accessTo(permission, scope))}`,
    ...promptChoices.map(
      ({ key, grants, means }) => `  ${paint("bold", key)}  ${grants ? "allow" : "refuse"}: ${means}`,
    ),
    paint("dim", "  A letter and Enter; Esc refuses."),
  ];
}
