/** What the app and each of its routes are made with. */
import type { Hono } from "hono";

import type { MakeLimit } from "./make-limit.ts";
import type { Makes } from "./makes.ts";
import type { ServerOptions } from "./options.ts";
import type { Upgrade } from "./routes/socket.ts";

/** What Bun.serve hands to each request; absent in process, where there is no socket to upgrade. */
export interface Env {
  Bindings: Upgrade;
}

export interface AppOptions extends ServerOptions {
  readonly token: string;
  /** Known once the server listens. */
  readonly port: () => number;
  readonly makes: Makes;
  readonly makeLimit: MakeLimit;
}

export type App = Hono<Env>;
