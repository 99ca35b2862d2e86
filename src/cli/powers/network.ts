import { lookup } from "node:dns/promises";

/** The network of the machine, for the page's server, for a model's endpoint and for the broker. */
export const network = {
  serve: Bun.serve,
  fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init),
  /** Every address of a name, as the system resolves it. */
  resolve: async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address),
};
