/** A description on its way, told line by line; with a person watching, the model's text as it arrives. */
import { hasErrors } from "../../base/finding.ts";
import type { MakeEvent } from "../../base/make-event.ts";
import { printable, quoted } from "../../base/printable.ts";
import type { Terminal } from "../terminal.ts";
import { count, milliseconds, stageTimes } from "./figures.ts";
import { printFindings } from "./findings.ts";

export function makeTeller(terminal: Terminal): (event: MakeEvent) => void {
  const { paint } = terminal;
  const step = (name: string, text: string) => terminal.say(`${paint("bold", name.padEnd(10))}${text}`);
  let midLine = false;

  return (event) => {
    if (event.step === "generate") {
      // Piped output gets the source once, whole, at the end.
      if (!terminal.interactive) return;
      terminal.write(paint("dim", printable(event.text)));
      midLine = !event.text.endsWith("\n");
      return;
    }
    if (midLine) terminal.say();
    midLine = false;
    if (event.step === "describe") step("describe", `${quoted(event.description, 200)} · ${event.model}`);
    if (event.step === "generated") {
      const lines = count(event.source.trimEnd().split("\n").length, "line");
      const from = event.cached ? ", from a recording" : "";
      step("generate", `attempt ${event.attempt} · ${lines} · ${milliseconds(event.ms)}${from}`);
    }
    if (event.step === "judged") {
      const bad = hasErrors(event.findings);
      step("judge", bad ? paint("red", `attempt ${event.attempt} rejected`) : stageTimes(event.stages));
      printFindings(terminal, event.findings, { file: `attempt ${event.attempt}`, source: event.source });
    }
    if (event.step === "kept") step("keep", event.path);
  };
}
