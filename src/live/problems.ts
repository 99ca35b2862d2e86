/** What the stage refuses, in words. */
import { quoted } from "../base/printable.ts";
import type { Problem } from "../base/problem.ts";

export const noSlot = (action: string, slot: number): Problem => ({
  code: "SLOT_NOT_FOUND",
  message: `Cannot ${action} module ${slot}: it is not on the stage`,
  hint: "GET /api/stage lists the modules that are.",
});

export const noNode = (node: number): Problem => ({
  code: "NODE_NOT_FOUND",
  message: `Cannot edit node ${node}: it is not on the stage`,
  hint: "GET /api/stage lists the nodes that are; ids are never used again.",
});

export const noVersion = (name: string, version: number, kept: readonly number[]): Problem => ({
  code: "VERSION_NOT_FOUND",
  message: `Cannot roll back "${name}" to version ${version}: no state of it is kept`,
  hint: kept.length === 0 ? "Its first version plays; nothing was left yet." : `Kept are ${kept.join(", ")}.`,
});

export const noSource = (name: string, version: number): Problem => ({
  code: "VERSION_NOT_FOUND",
  message: `Cannot show version ${version} of "${name}": it is not kept`,
  hint: "`GET /api/stage` lists the versions that are; of many, the oldest are forgotten.",
});

export const notLive = (action: string, name: string, reason: string): Problem => ({
  code: "MODULE_STOPPED",
  message: `Cannot ${action} "${name}": it was stopped, ${reason}`,
  hint: "Bring it back, or save a version of it that passes.",
});

export const notProven = (name: string): Problem => ({
  code: "MODULE_NOT_PROVEN",
  message: `Cannot start ${name}: it did not pass its smoke run`,
  hint: "What the smoke run found says why.",
});

export const editRefused = (reasons: readonly string[]): Problem => ({
  code: "EDIT_REFUSED",
  message: `Cannot edit the node: ${reasons.join("; ")}`,
  hint: "GET /api/stage lists its properties with their types and ranges.",
});

export const noTexture = (path: string): Problem => ({
  code: "TEXTURE_NOT_FOUND",
  message: `Cannot show ${quoted(path, 200)}: no module that is running asks for it`,
  hint: 'Bring its module back, or use a built-in texture, such as "star".',
});

export const outOfRange = (name: string, value: number, range: string): Problem => ({
  code: "TRANSPORT_OUT_OF_RANGE",
  message: `Cannot set ${name} to ${value}: it is out of range`,
  hint: `Give ${name} ${range}.`,
});

export const closed: Problem = {
  code: "STAGE_CLOSED",
  message: "Cannot change the stage: it is closed",
  hint: "Start nodegen again.",
};
