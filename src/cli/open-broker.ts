/** Plugs the broker together with the network, the disk, the model's client and whoever decides. */
import { join } from "node:path";

import type { Problem } from "../base/problem.ts";
import { err, ok } from "../base/result.ts";
import type { CompletionRequest, ModelClient } from "../generate/client.ts";
import { estimatedTokens } from "../sandbox/broker/ask.ts";
import type { Broker } from "../sandbox/broker/broker.ts";
import { makeBroker } from "../sandbox/broker/make-broker.ts";
import type { AskModel, BrokerPowers } from "../sandbox/broker/powers.ts";
import { diskProblem } from "../store/disk.ts";
import type { PermissionSession } from "./permissions/session.ts";
import { clock } from "./powers/clock.ts";
import { disk } from "./powers/disk.ts";
import { network } from "./powers/network.ts";

export interface BrokerPlan {
  readonly permissions: PermissionSession;
  readonly project: string;
  /** Where the modules' storage is kept, beside the grants. */
  readonly stateFolder: () => Promise<string>;
  /** Undefined where the command line names no model: then questions are refused. */
  readonly client: (() => Promise<ModelClient>) | undefined;
}

export function openBroker({ permissions, project, stateFolder, client }: BrokerPlan): Broker {
  const { decide, deniedBy, query, listen, audit } = permissions;
  return makeBroker({
    decide,
    deniedBy,
    query,
    listen,
    audit,
    net: { fetch: network.fetch, resolve: network.resolve },
    files: disk.files,
    clock,
    project,
    openStorage: async () => openStorage(await stateFolder()),
    model: client === undefined ? noModel : askThrough(client),
  });
}

async function openStorage(directory: string): ReturnType<BrokerPowers["openStorage"]> {
  const path = join(directory, "storage.sqlite");
  try {
    await disk.files.mkdir(directory, { recursive: true, mode: 0o700 });
    return ok(disk.openDatabase(path));
  } catch (error) {
    return err(diskProblem("open the modules' storage", path, error));
  }
}

const rules =
  "You answer a question that a program asks while it runs. The program shows your answer as it is: plain text, short, without Markdown.";

/** Recorded as any answer of a model is, so that the same question costs once. */
const askThrough =
  (client: () => Promise<ModelClient>): AskModel =>
  async (prompt, signal) => {
    const messages: CompletionRequest["messages"] = [
      { role: "system", content: rules },
      { role: "user", content: prompt },
    ];
    const answer = await (await client()).complete({ messages, attempt: 1, signal });
    if (!answer.ok) return answer;
    const { text, usage } = answer.value;
    const tokens = usage ? usage.inputTokens + usage.outputTokens : estimatedTokens(prompt) + estimatedTokens(text);
    return ok({ text, tokens });
  };

const unconfigured: Problem = {
  code: "MODEL_NOT_CONFIGURED",
  message: "Cannot ask the model: this run has none",
  hint: "Run again with the --live flag; NODEGEN_LLM_BASE_URL and NODEGEN_LLM_MODEL name the endpoint.",
};
const noModel: AskModel = async () => err(unconfigured);
