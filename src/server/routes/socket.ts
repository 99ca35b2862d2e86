import { Hono } from "hono";

import { route } from "../describe.ts";
import { refuse } from "../problems.ts";

/** What Bun.serve offers a request that asks for a socket. */
export interface Upgrade {
  upgrade(request: Request): boolean;
}

export const socketRoutes = () =>
  new Hono<{ Bindings: Upgrade | undefined }>().get(
    "/ws",
    route({
      summary: "The page's socket",
      description: "Binary frames down, JSON both ways; the messages are in docs/api.md.",
      tag: "page",
      status: 101,
      answer: "The socket is open.",
      refuses: [400],
    }),
    (c) => {
      // Bun answers an upgraded request itself; what is returned here is dropped.
      if (c.env?.upgrade?.(c.req.raw)) return new Response(null);
      return refuse(c, {
        code: "BODY_MALFORMED",
        message: "Cannot open a socket: the request is no WebSocket upgrade",
        hint: "Open ws://127.0.0.1:<port>/ws with a WebSocket client.",
      });
    },
  );
