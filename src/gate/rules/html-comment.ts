import type { Rule } from "./rule.ts";

const opening = /<!--/g;
const closingAtLineStart = /^[ \t]*-->/gm;

/**
 * `<!--`, and `-->` at the start of a line, are comments in a script and operators in a module. The author's text is a
 * module and what runs is a function's body, so the two would be read differently. In strings and comments they are text.
 */
export const htmlComment: Rule = {
  name: "html-comment",
  codes: ["GATE_HTML_COMMENT"],
  of: ["source", "emitted"],
  check({ text, tree, comments }) {
    const found = [...text.matchAll(opening), ...text.matchAll(closingAtLineStart)];
    if (found.length === 0) return [];
    const quiet = [
      ...comments.map(({ start, end }) => [start, end] as const),
      ...tree.all("Literal", "TemplateElement").map((node) => node.range),
    ];
    return found
      .map((match) => ({ start: match.index + match[0].search(/\S/), end: match.index + match[0].length }))
      .filter(({ start }) => !quiet.some(([from, to]) => from <= start && start < to))
      .map((place) => ({
        code: "GATE_HTML_COMMENT",
        message: `The text contains "${text.slice(place.start, place.end)}", which scripts read as a comment and modules as operators.`,
        hint: "Use // for a comment, or put spaces between the operators.",
        ...place,
      }));
  },
};
