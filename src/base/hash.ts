/** The identity of a module: SHA-256 of its UTF-8 source as kept. */
export type Hash = `sha256:${string}`;

export const contentHash = (source: string): Hash =>
  `sha256:${new Bun.CryptoHasher("sha256").update(source).digest("hex")}`;

export const isHash = (text: string): text is Hash => /^sha256:[0-9a-f]{64}$/.test(text);
