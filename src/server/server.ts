/**
 * The server: one Hono app and one WebSocket on loopback, made from the rooms that are handed in.
 *
 * It validates every message, answers in one shape, and decides nothing about modules. It listens on 127.0.0.1 and
 * nowhere else.
 */
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { App } from "./app-options.ts";
import { makeApp } from "./app.ts";
import { Inspection } from "./inspection.ts";
import { LogHistory } from "./log-history.ts";
import { MakeLimit } from "./make-limit.ts";
import { Makes } from "./makes.ts";
import type { ServerOptions } from "./options.ts";
import { showPermissions } from "./permissions.ts";
import { Sockets } from "./sockets.ts";
import { makeToken } from "./token.ts";

export interface Server {
  readonly token: string;
  /** For tests in process; `listen` serves the same app. */
  readonly app: App;
  /** Port 0 takes any free one. The error is `PORT_IN_USE` or `PORT_NOT_ALLOWED`. */
  listen(port: number): Result<Address, Problem>;
  /** Stops making, tells the pages, frees the port. The stage is whoever's handed it in. */
  close(): Promise<void>;
}

export interface Address {
  readonly port: number;
  /** With the token: for the person who started the server. */
  readonly url: string;
}

/** Seconds that an answer may take: loading a module gates and proves it first. */
const IDLE = 60;

export function makeServer(options: ServerOptions): Server {
  const { stage, making, permissions, wall, allowExec, powers } = options;
  const { clock, report } = powers;
  const token = options.token ?? makeToken(powers.random);
  const logs = new LogHistory();
  const makeLimit = new MakeLimit();
  const makes: Makes = new Makes({
    making,
    wall,
    allowExec,
    stage,
    report,
    broadcast: (id, event) => sockets.broadcast({ type: "make", id, event }),
  });
  const inspection = new Inspection(stage, clock, report);
  const hasJournal = options.journal !== undefined;
  const sockets: Sockets = new Sockets({
    stage,
    hasJournal,
    makes,
    makeLimit,
    logs,
    inspection,
    permissions,
    clock,
    report,
  });
  const stopAsking = permissions && showPermissions(permissions, sockets, report);
  const stopListening = stage.listen((event) => logs.note(event));

  let port = 0;
  let served: Bun.Server<undefined> | undefined;
  const app = makeApp({ ...options, token, makes, makeLimit, port: () => port });

  return {
    token,
    app,
    listen(wanted) {
      try {
        served = powers.serve({
          hostname: "127.0.0.1",
          port: wanted,
          idleTimeout: IDLE,
          // Bun drops the answer to a request that became a socket.
          fetch: (request, server) => app.fetch(request, { upgrade: (it) => server.upgrade(it) }),
          websocket: sockets.handler,
        });
      } catch (error) {
        return err(portProblem(error, wanted));
      }
      // On a TCP port, which this is, Bun always knows it.
      port = served.port ?? wanted;
      return ok({ port, url: `http://127.0.0.1:${port}/?token=${token}` });
    },
    async close() {
      stopListening();
      stopAsking?.();
      makeLimit.close();
      await makes.close();
      sockets.close();
      await served?.stop(true);
    },
  };
}

/** Any other failure is ours to mend. */
function portProblem(error: unknown, port: number): Problem {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const other = "Choose another with `--port N`, or any free one with `--port 0`.";
  if (code === "EADDRINUSE")
    return { code: "PORT_IN_USE", message: `Cannot listen on port ${port}: it is in use`, hint: other };
  if (code === "EACCES")
    return {
      code: "PORT_NOT_ALLOWED",
      message: `Cannot listen on port ${port}: the system does not permit it`,
      hint: other,
    };
  throw error;
}
