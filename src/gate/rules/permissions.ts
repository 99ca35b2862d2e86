import { readPermissions } from "../syntax/permissions.ts";
import type { Rule } from "./rule.ts";

/** The `permissions` literal can be read without running anything. */
export const permissions: Rule = {
  name: "permissions",
  codes: ["GATE_PERMISSIONS"],
  of: ["source"],
  check: ({ tree, kind }) => [...readPermissions(tree, kind.permissions).findings],
};
