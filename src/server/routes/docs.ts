/**
 * `GET /openapi.json`, and a page to read it. The page is made here from the document, as plain HTML: no script, no style
 * but one file of ours, no other host, so that it holds under the same policy as everything else.
 */
import { Hono } from "hono";

import type { App, AppOptions } from "../app-options.ts";
import { route } from "../describe.ts";
import { docsPage } from "../docs-page.ts";
import { docsStyle } from "../docs-style.ts";
import { type Document, openApi } from "../openapi.ts";

export function docsRoutes(app: App, { version }: AppOptions) {
  // Made when first asked for: it takes some milliseconds that no start should wait for.
  let made: Promise<Document> | undefined;
  const document = () => (made ??= openApi(app, version));
  return new Hono()
    .get(
      "/openapi.json",
      route({ summary: "This API, as OpenAPI 3.1", tag: "about", answer: "The document." }),
      async (c) => c.json(await document()),
    )
    .get("/docs", route({ summary: "This API, as a page", tag: "about", answer: "The page, as HTML." }), async (c) =>
      c.html(docsPage(await document())),
    )
    .get("/docs.css", (c) => c.body(docsStyle, 200, { "Content-Type": "text/css; charset=utf-8" }));
}
