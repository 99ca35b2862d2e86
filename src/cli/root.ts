import { join } from "node:path";

/** The project's folder: paths that people type or read are relative to it. */
export const root = join(import.meta.dir, "../..");
