/**
 * The HTTP side as one Hono app: headers, guard and limits first, then the routes, one file a subject.
 *
 * It holds no state and no logic of its own, and needs no socket: `app.request()` answers in process.
 */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";

import type { App, AppOptions, Env } from "./app-options.ts";
import { limitedBody } from "./body.ts";
import { ownNamesOnly, tokenOnly } from "./guard.ts";
import { keepNothing, strictHeaders } from "./headers.ts";
import { fault, refuse } from "./problems.ts";
import { docsRoutes } from "./routes/docs.ts";
import { healthRoutes } from "./routes/health.ts";
import { journalRoutes } from "./routes/journal.ts";
import { makeRoutes } from "./routes/make.ts";
import { moduleRoutes } from "./routes/modules.ts";
import { pageRoutes } from "./routes/page.ts";
import { permissionRoutes } from "./routes/permissions.ts";
import { socketRoutes } from "./routes/socket.ts";
import { stageModuleRoutes } from "./routes/stage-modules.ts";
import { stageRoutes } from "./routes/stage.ts";
import { textureRoutes } from "./routes/textures.ts";

export function makeApp(options: AppOptions): App {
  const { port, token, powers } = options;
  const app: App = new Hono<Env>();
  app.use(strictHeaders, keepNothing, ownNamesOnly(port), tokenOnly(token, port), limitedBody);
  app.route("/", healthRoutes(options));
  app.route("/", makeRoutes(options));
  app.route("/", moduleRoutes(options));
  app.route("/", stageRoutes(options));
  app.route("/", stageModuleRoutes(options));
  app.route("/", permissionRoutes(options));
  app.route("/", textureRoutes(options));
  app.route("/", journalRoutes(options));
  app.route("/", socketRoutes());
  app.route("/", docsRoutes(app, options));
  // Last: it takes what is left under `/`.
  app.route("/", pageRoutes(options));
  app.notFound((c) => {
    const message = `Cannot ${c.req.method} "${c.req.path.slice(0, 200)}": there is no such route`;
    return refuse(c, { code: "ROUTE_NOT_FOUND", message, hint: "`GET /docs` lists the routes." });
  });
  app.onError((error, c) => {
    if (!(error instanceof HTTPException)) powers.report(error);
    return refuse(c, fault);
  });
  return app;
}
