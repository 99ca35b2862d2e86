/**
 * What the API answers, as schemas for `/openapi.json` and its test. Loose where another room owns the shape: its types are
 * in `base/`, `wire/` and `store/`.
 */
import * as v from "valibot";

const finding = v.looseObject({
  code: v.string(),
  severity: v.picklist(["error", "warning"]),
  stage: v.picklist(["syntax", "contract", "types", "transpile", "smoke"]),
  message: v.string(),
  hint: v.string(),
  line: v.number(),
  column: v.number(),
});
const stageReport = v.looseObject({ name: v.string(), ok: v.boolean(), ms: v.number() });

export const errorAnswer = v.strictObject({
  error: v.strictObject({
    code: v.string(),
    message: v.string(),
    hint: v.string(),
    issues: v.optional(v.array(v.strictObject({ path: v.string(), message: v.string() }))),
    findings: v.optional(v.array(finding)),
  }),
});

export const healthAnswer = v.strictObject({
  ok: v.boolean(),
  version: v.string(),
  wall: v.picklist(["held", "missing", "untested"]),
  stage: v.strictObject({ running: v.boolean(), tick: v.number(), nodes: v.number(), viewers: v.number() }),
});

export const statusAnswer = v.looseObject({
  running: v.boolean(),
  tick: v.number(),
  nodes: v.number(),
  viewers: v.number(),
  speed: v.number(),
  ticksPerSecond: v.number(),
  droppedTicks: v.number(),
  slowTicks: v.number(),
});

const slot = {
  slot: v.number(),
  name: v.string(),
  place: v.optional(v.strictObject({ x: v.number(), y: v.number(), scale: v.number(), visible: v.boolean() })),
  hash: v.string(),
  source: v.string(),
  about: v.looseObject({ description: v.string(), path: v.string() }),
  state: v.picklist(["live", "quarantined"]),
  frames: v.number(),
  findings: v.array(finding),
  swaps: v.number(),
  version: v.number(),
  versions: v.array(v.looseObject({ version: v.number(), name: v.string(), hash: v.string() })),
};
export const stageAnswer = v.strictObject({
  width: v.number(),
  height: v.number(),
  status: statusAnswer,
  modules: v.array(v.looseObject({ ...slot, tree: v.nullable(v.looseObject({ id: v.number(), name: v.string() })) })),
});
export const swapAnswer = v.strictObject({
  slot: v.number(),
  ticksReplayed: v.number(),
  carried: v.array(v.string()),
  notCarried: v.array(v.string()),
  version: v.number(),
  rolledBack: v.boolean(),
});
export const arrangeAnswer = v.looseObject(slot);
export const versionAnswer = v.strictObject({ slot: v.number(), version: v.number(), source: v.string() });
export const removedAnswer = v.strictObject({ removed: v.number() });
export const loadAnswer = v.strictObject({ slot: v.number() });
export const editAnswer = v.strictObject({ node: v.number(), properties: v.record(v.string(), v.unknown()) });

const module = {
  hash: v.string(),
  kind: v.string(),
  name: v.string(),
  description: v.string(),
  status: v.picklist(["static-validated", "verified", "rejected"]),
  model: v.string(),
  findings: v.array(finding),
  stages: v.array(stageReport),
  parent: v.optional(v.string()),
  createdAt: v.string(),
};
export const modulesAnswer = v.strictObject({
  modules: v.array(v.looseObject(module)),
  damaged: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
});
export const moduleAnswer = v.looseObject({ ...module, source: v.string() });

export const makeAccepted = v.strictObject({ id: v.string() });
export const makeAnswer = v.strictObject({
  id: v.string(),
  description: v.string(),
  state: v.picklist(["waiting", "running", "done", "failed"]),
  events: v.array(v.looseObject({ step: v.string() })),
  result: v.optional(
    v.looseObject({
      status: v.string(),
      name: v.string(),
      hash: v.string(),
      path: v.string(),
      slot: v.optional(v.number()),
    }),
  ),
  problem: v.optional(v.looseObject({ code: v.string(), message: v.string(), hint: v.string() })),
});

const prompt = v.strictObject({
  id: v.number(),
  slot: v.number(),
  module: v.string(),
  hash: v.string(),
  permission: v.string(),
  scope: v.string(),
});
const grant = v.strictObject({
  id: v.number(),
  module: v.string(),
  hash: v.string(),
  permission: v.string(),
  scope: v.string(),
  lasts: v.picklist(["run", "version", "always", "never"]),
  by: v.string(),
  at: v.string(),
});
export const permissionsAnswer = v.strictObject({ prompts: v.array(prompt), grants: v.array(grant) });
export const answeredAnswer = v.strictObject({ answered: v.number() });
export const revokedAnswer = v.strictObject({ revoked: grant });
