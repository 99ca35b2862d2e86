/** Parses a file with the gate's parser and options and with nothing around it. Argument: the file. */
import { parse } from "@babel/parser";

const text = await Bun.file(process.argv[2]!).text();
console.log(parse(text, { sourceType: "module", plugins: ["typescript", "decorators"] }).program.body.length);
