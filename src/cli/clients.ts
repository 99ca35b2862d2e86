/** Who writes modules: a model behind an endpoint, or the scripted client with the scenes of this project; and what records them. */
import { join, resolve } from "node:path";

import type { Problem } from "../base/problem.ts";
import type { ModelClient } from "../generate/client.ts";
import type { OpenAIOptions } from "../generate/openai.ts";
import type { Scene } from "../generate/words.ts";
import type { Options } from "./flags/flag.ts";
import { once } from "./once.ts";
import { disk } from "./powers/disk.ts";
import type { Environment } from "./powers/environment.ts";
import { network } from "./powers/network.ts";
import { root } from "./root.ts";

export interface Clients {
  /** Modules to show a model, and what the scripted client answers with. */
  scenes(): Promise<readonly Scene[]>;
  scriptedClient(): Promise<ModelClient>;
  /** The one that the command line names, behind the cache of its answers. */
  client(options: Pick<Options, "live" | "timeout" | "cache" | "cacheDir">): Promise<ModelClient>;
}

export function makeClients({
  environment,
  onProblem,
}: {
  readonly environment: Environment;
  readonly onProblem: (problem: Problem) => void;
}): Clients {
  const scenes = once(async (): Promise<readonly Scene[]> => {
    const { asScene } = await import("../generate/words.ts");
    const names = (await disk.files.readdir(join(root, "scenes"))).filter((name) => name.endsWith(".ts")).sort();
    const read = async (name: string) => asScene(name.slice(0, -3), await disk.readText(join(root, "scenes", name)));
    return Promise.all(names.map(read));
  });

  async function scriptedClient(): Promise<ModelClient> {
    const { makeScriptedClient } = await import("../generate/scripted.ts");
    return makeScriptedClient({ scenes: await scenes() });
  }

  const client: Clients["client"] = async ({ live, timeout, cache, cacheDir }) => {
    const asked = live ? await configuredClient(environment, timeout) : await scriptedClient();
    const { makeRecordingClient } = await import("../generate/recording.ts");
    const { makeRecordingFolder } = await import("../store/recordings.ts");
    const shelf = makeRecordingFolder({ directory: resolve(cacheDir), disk: disk.files });
    return makeRecordingClient({ client: asked, mode: cache, shelf, onProblem });
  };

  return { scenes, scriptedClient, client };
}

/** An empty variable is an absent one. */
const configuredClient = (environment: Environment, timeoutMs: number): Promise<ModelClient> =>
  endpointClient({
    baseURL: environment["NODEGEN_LLM_BASE_URL"] || environment["OPENAI_BASE_URL"] || undefined,
    model: environment["NODEGEN_LLM_MODEL"] || undefined,
    apiKey: environment["NODEGEN_LLM_API_KEY"] || environment["OPENAI_API_KEY"] || undefined,
    timeoutMs,
  });

/** Any endpoint that speaks OpenAI's protocol. */
export async function endpointClient(endpoint: Omit<OpenAIOptions, "fetch">): Promise<ModelClient> {
  const { makeOpenAIClient } = await import("../generate/openai.ts");
  return makeOpenAIClient({ ...endpoint, fetch: network.fetch });
}
