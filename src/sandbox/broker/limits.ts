/** What one child's module may spend at the broker: one table, read by the effects, the docs and the tests. */
export interface BrokerLimits {
  /** Bytes of a response's body, or of a file that is read as text. */
  readonly bodyBytes: number;
  readonly textureBytes: number;
  /** Milliseconds from the grant to the last byte, redirects included. */
  readonly fetchMs: number;
  readonly redirects: number;
  /** Calls of each sort in any minute. */
  readonly perMinute: Readonly<Record<"fetch" | "readText" | "storage" | "ask" | "query" | "texture", number>>;
  readonly storageKeys: number;
  /** Of keys and values together, as UTF-8. */
  readonly storageBytes: number;
  readonly storageKeyLength: number;
  readonly promptLength: number;
  /** In the life of one child. */
  readonly modelTokens: number;
}

export const brokerLimits: BrokerLimits = {
  bodyBytes: 2 ** 20,
  textureBytes: 8 * 2 ** 20,
  fetchMs: 15_000,
  redirects: 5,
  perMinute: { fetch: 120, readText: 600, storage: 1_200, ask: 20, query: 600, texture: 600 },
  storageKeys: 1_000,
  storageBytes: 2 ** 20,
  storageKeyLength: 200,
  promptLength: 8_000,
  modelTokens: 50_000,
};
