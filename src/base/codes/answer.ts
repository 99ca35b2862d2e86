/** Codes of the repair loop: what is wrong with an answer before there is a module to judge. */
import { type CodeRow, rowsOf } from "./row.ts";

const answer = rowsOf("syntax");

export const answerCodes: readonly CodeRow[] = [
  answer(
    "ANSWER_WITHOUT_CODE",
    "The model's answer holds no code",
    "It talked about the module, or asked something back, instead of writing it.",
    "Answer with the whole module in one ```ts block.",
  ),
  answer(
    "ANSWER_REPEATED",
    "The model gave the same answer again",
    "It has nothing new to say about the findings; asking once more would only cost. (A warning.)",
    "Say more in the description, or use another model.",
  ),
];
