import { quoted } from "../../base/printable.ts";
import type { Rule } from "./rule.ts";

const order = /@(ts-(?:nocheck|ignore|expect-error|check)|jsx\w*)\b/i;
const reference = /^\/\s*<\s*(?:reference|amd-module|amd-dependency)\b/i;

/** Comments that the type checker obeys. Read more broadly than it reads them: what is close to an order is refused. */
export const directives: Rule = {
  name: "directives",
  codes: ["GATE_DIRECTIVE"],
  of: ["source"],
  check: ({ comments }) =>
    comments
      .filter(({ value, block }) => order.test(value) || (!block && reference.test(value)))
      .map(({ value, start, end }) => ({
        code: "GATE_DIRECTIVE",
        message: `The comment ${quoted(value.trim(), 40)} gives an order to the type checker, and modules may not.`,
        hint: "Delete the comment, and mend the error it was to hide.",
        start,
        end,
      })),
};
