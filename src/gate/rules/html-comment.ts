import type { Rule } from "./rule.ts";

const opening = /<!--/g;

/**
 * `<!--` is a comment in a script and two operators in a module. The author's text is a module and what runs is a
 * function's body, so the two would be read differently. In strings and comments it is text. (`-->` at the start of a
 * line, the other such comment, does not parse in a module.)
 */
export const htmlComment: Rule = {
  name: "html-comment",
  codes: ["GATE_HTML_COMMENT"],
  of: ["source", "emitted"],
  check({ text, tree, comments }) {
    const found = [...text.matchAll(opening)].map(({ index }) => index);
    if (found.length === 0) return [];
    const quiet = [
      ...comments.map(({ start, end }) => [start, end] as const),
      ...tree.all("Literal", "TemplateElement").map((node) => node.range),
    ];
    return found
      .filter((start) => !quiet.some(([from, to]) => from <= start && start < to))
      .map((start) => ({
        code: "GATE_HTML_COMMENT",
        message: 'The text contains "<!--", which scripts read as a comment and modules as two operators.',
        hint: "Use // for a comment, or put spaces between the operators.",
        start,
        end: start + 4,
      }));
  },
};
