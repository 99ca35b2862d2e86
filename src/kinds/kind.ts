/**
 * What a kind of module is: one table, read by the gate, the prompt, the smoke run and the docs.
 * A new kind is a new file beside this one, a row in `all.ts`, and a driver in `child/drivers/`.
 */
export type KindName = "node";
