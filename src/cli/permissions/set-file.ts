/** Finds the named permission set: in `nodegen.json`, else in the "nodegen" part of package.json, of the folder where the command runs. */
import { isRecord } from "../../base/json.ts";
import { didYouMean } from "../../base/nearest.ts";
import { quoted } from "../../base/printable.ts";
import type { Problem } from "../../base/problem.ts";
import { err, type Result } from "../../base/result.ts";
import { type PermissionSet, readPermissionSet } from "../../permission/permission-set.ts";

const SETS = "permissionSets";
/** The keys of nodegen.json, and of package.json's "nodegen". */
const KEYS = [SETS];

/** `readText` gives undefined where there is no such file. */
export async function findPermissionSet(
  name: string,
  readText: (path: string) => Promise<string | undefined>,
): Promise<Result<PermissionSet, Problem>> {
  for (const file of ["nodegen.json", "package.json"]) {
    const text = await readText(file);
    if (text === undefined) continue;
    const read = parse(text);
    if (!isRecord(read)) return err(bad(file, "it is no JSON object", "Mend it; nothing was run."));
    const own = file === "package.json" ? read["nodegen"] : read;
    if (own === undefined) continue;
    if (!isRecord(own)) return err(bad(file, '"nodegen" is no object', `Write { "nodegen": { "${SETS}": { … } } }.`));
    const unknown = Object.keys(own).find((key) => !KEYS.includes(key) && key !== "$schema");
    if (unknown !== undefined)
      return err(
        bad(
          file,
          `there is no key ${quoted(unknown)}`,
          didYouMean(unknown, KEYS).trim() || `The keys are ${KEYS.join(", ")}.`,
        ),
      );
    if (own[SETS] !== undefined) return readPermissionSet(own[SETS], name, file);
  }
  return err({
    code: "USAGE_PERMISSION_SET",
    message: `Cannot use the permission set ${quoted(name)}: neither nodegen.json nor package.json has any`,
    hint: `Write it into nodegen.json: { "${SETS}": { ${JSON.stringify(name)}: { "net": ["api.example.com"] } } }`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const bad = (file: string, state: string, hint: string): Problem => ({
  code: "USAGE_PERMISSION_SET",
  message: `Cannot read "${file}": ${state}`,
  hint,
});
