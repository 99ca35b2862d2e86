/**
 * The page and its built files. The token that opened it moves from the address into a cookie, so that it is neither on
 * screen, nor in the history, nor in a bookmark.
 */
import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { etag } from "hono/etag";
import { getMimeType } from "hono/utils/mime";

import type { AppOptions } from "../app-options.ts";
import { route } from "../describe.ts";
import { cookieName } from "../token.ts";

/** One plain name: no folder, and nothing that could climb out of one. */
const FILE = /^[A-Za-z0-9][\w-]*(\.[A-Za-z0-9]+)+$/;

export const pageRoutes = ({ asset, port, token }: AppOptions) =>
  new Hono()
    .get(
      "/",
      route({
        summary: "The page",
        description: "With `?token=`, sets the cookie and answers 303 to the same page without it.",
        tag: "page",
        answer: "The page, as HTML.",
      }),
      async (c) => {
        if (c.req.query("token") === undefined) return (await page(asset)) ?? c.notFound();
        // The guard has compared it: this is the right one.
        setCookie(c, cookieName(port()), token, { httpOnly: true, sameSite: "Strict", path: "/" });
        return c.redirect("/", 303);
      },
    )
    .get("/:file", etag(), async (c) => {
      const name = c.req.param("file");
      const bytes = FILE.test(name) && name !== "index.html" ? await asset(name) : undefined;
      if (!bytes) return c.notFound();
      // Asked again each time, answered 304 while it is the same build.
      c.header("Cache-Control", "no-cache");
      return c.body(bytes, 200, { "Content-Type": getMimeType(name) ?? "application/octet-stream" });
    });

async function page(asset: AppOptions["asset"]): Promise<Response | undefined> {
  const bytes = await asset("index.html");
  return bytes && new Response(bytes, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
