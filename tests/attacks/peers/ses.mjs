/** A host that runs a program in a compartment of SES, as its documentation shows it. Argument: the program's path. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

createRequire(join(process.cwd(), "package.json"))("ses");
lockdown({ errorTaming: "safe", consoleTaming: "safe" });
const compartment = new Compartment({ globals: { console: harden(console) }, __options__: true });
try {
  await compartment.evaluate(readFileSync(process.argv[2], "utf8"));
} catch {
  // It failed; what matters is that the host goes on.
}
console.log("HOST LIVES");
