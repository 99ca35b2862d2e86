import type { Hash } from "../base/hash.ts";
import { ok, type Result } from "../base/result.ts";
import type { Stage } from "../live/stage.ts";
import type { Loaded } from "../pipeline/load.ts";
import type { Refusal } from "./problems.ts";

/** On the stage, in the place of the module it replaces where that one is there. The answer is its slot. */
export async function placeOnStage(
  stage: Stage,
  { proven, about }: Loaded,
  replaces?: Hash,
): Promise<Result<number, Refusal>> {
  const old = stage.slots().find(({ hash }) => hash === replaces);
  if (old) {
    const swapped = await stage.swap(old.slot, proven, about);
    return swapped.ok ? ok(swapped.value.slot) : swapped;
  }
  const added = await stage.add(proven, about);
  return added.ok ? ok(added.value.slot) : added;
}
