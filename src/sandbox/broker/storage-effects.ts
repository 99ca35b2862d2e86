/** The effects of `storage`: asked for at every use, done in the order of the calls. */
import type { BrokerCall, CallError } from "../../base/broker-call.ts";
import type { Json } from "../../base/json.ts";
import { quoted } from "../../base/printable.ts";
import { err, type Result } from "../../base/result.ts";
import type { EffectContext } from "./effect.ts";
import type { ModuleStorage } from "./storage.ts";

export type StorageCall = Extract<BrokerCall, { readonly call: `storage.${string}` }>;
/** The file is opened when it is first needed. */
export type OpenStorage = () => Promise<Result<ModuleStorage, CallError>>;

export async function storageEffect(
  ask: StorageCall,
  { permit, module, limits }: EffectContext,
  open: OpenStorage,
): Promise<Result<Json, CallError>> {
  const { key } = ask.args;
  if (key === "" || key.length > limits.storageKeyLength || !key.isWellFormed())
    return err({
      message: `Cannot use the key ${quoted(key)}: a key is text of 1 to ${limits.storageKeyLength} characters`,
    });
  const permitted = await permit({ name: "storage", scope: "" });
  if (!permitted.ok) return permitted;
  const opened = await open();
  if (!opened.ok) return opened;
  const storage = opened.value;
  if (ask.call === "storage.set") return storage.set(module.lineage, key, ask.args.value);
  return ask.call === "storage.get" ? storage.get(module.lineage, key) : storage.delete(module.lineage, key);
}
