/**
 * The world outside for a module on plain Bun: whatever it asks for is done, as a host would do it that checks nothing.
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import type { BrokerAnswer, BrokerAsk } from "../../src/base/broker-call.ts";
import type { Json } from "../../src/base/json.ts";
import { isOwnName, LOOPBACK, type Outside, SECRET_KEY, spentLine, TOKENS } from "./outside.ts";

export class Unchecked {
  readonly #project: string;
  readonly #stored: Map<string, Json>;
  #tokens = 0;

  constructor({ project, secret }: Outside) {
    this.#project = project;
    this.#stored = new Map([[SECRET_KEY, secret]]);
  }

  async answer(ask: BrokerAsk): Promise<BrokerAnswer> {
    try {
      return { id: ask.id, ok: true, value: await this.#do(ask) };
    } catch (error) {
      return { id: ask.id, ok: false, error: { message: String(error) } };
    }
  }

  /** At the end, for the tool to read. */
  tell(): void {
    const stored = [...this.#stored.values()].reduce<number>((sum, value) => sum + JSON.stringify(value).length, 0);
    console.log(spentLine({ stored, tokens: this.#tokens }));
  }

  async #do(ask: BrokerAsk): Promise<Json> {
    // A naive question, as it would stand at a terminal.
    console.log(`allow ${ask.call} of ${Object.values(ask.args).join(" ")}?`);
    switch (ask.call) {
      case "fetch":
        return this.#fetch(ask.args);
      case "readText":
        return readFile(resolve(this.#project, ask.args.path), "utf8");
      case "storage.get":
        return this.#stored.has(ask.args.key) ? { value: this.#stored.get(ask.args.key)! } : null;
      case "storage.set":
        this.#stored.set(ask.args.key, ask.args.value);
        return null;
      case "storage.delete":
        this.#stored.delete(ask.args.key);
        return null;
      case "ask":
        this.#tokens += TOKENS;
        return "an answer";
      case "permissions.query":
        return { name: ask.args.name, scope: ask.args.scope ?? "", state: "granted" };
    }
  }

  async #fetch({ url, method, headers, body }: Extract<BrokerAsk, { call: "fetch" }>["args"]): Promise<Json> {
    let response = await fetch(placeOf(url), { method, headers, body, redirect: "manual" });
    for (let next = response.headers.get("location"); next !== null; next = response.headers.get("location"))
      response = await fetch(placeOf(new URL(next, response.url).href), { redirect: "manual" });
    return { status: response.status, headers: response.headers.toJSON(), body: await response.text() };
  }
}

function placeOf(url: string): URL {
  const place = new URL(url);
  if (isOwnName(place.hostname)) place.hostname = LOOPBACK;
  return place;
}
