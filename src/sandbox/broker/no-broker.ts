/** Where nobody can grant anything: each call is refused. For stages that were opened without a broker. */
import type { BrokerAnswer, BrokerAsk, Capability } from "../../base/broker-call.ts";
import { err } from "../../base/result.ts";
import type { Broker } from "./broker.ts";

const needs: Readonly<Record<Exclude<BrokerAsk["call"], "permissions.query">, Capability>> = {
  fetch: "net",
  readText: "read",
  "storage.get": "storage",
  "storage.set": "storage",
  "storage.delete": "storage",
  ask: "model",
};

function answerTo(ask: BrokerAsk): BrokerAnswer {
  const { id } = ask;
  if (ask.call === "permissions.query")
    return { id, ok: true, value: { name: ask.args.name, scope: ask.args.scope ?? "", state: "denied" } };
  const permission = needs[ask.call];
  const message = `Requires ${permission} access, and this stage grants none`;
  return { id, ok: false, error: { message, notCapable: { permission, scope: "" } } };
}

export const noBroker: Broker = {
  open() {
    let answers: BrokerAnswer[] = [];
    return {
      put: (asks) => void answers.push(...asks.map(answerTo)),
      take() {
        const taken = answers;
        answers = [];
        return taken.length === 0 ? undefined : { changes: [], answers: taken };
      },
      texture: async () =>
        err({
          code: "TEXTURE_NOT_PERMITTED",
          message: "Requires read access, and this stage grants none",
          hint: 'Use a built-in texture, such as "star".',
        }),
      close() {},
    };
  },
  close: async () => {},
};
