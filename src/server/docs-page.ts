/** The OpenAPI document as a page: each route opens to what it takes and what it answers. */
import { html } from "hono/html";

import type { Document } from "./openapi.ts";
import { type JsonSchema, shape } from "./schema-shape.ts";

type Page = ReturnType<typeof html>;
type Operation = NonNullable<NonNullable<Document["paths"][string]>["get"]>;
interface Row {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const methods = ["get", "post", "put", "patch", "delete"] as const;

export function docsPage(document: Document): Page {
  const rows = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ method, path, operation: item[method] }] : [])),
  );
  const tags = [...new Set(rows.map(({ operation }) => operation.tags?.[0] ?? "other"))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/docs.css" />
      </head>
      <body>
        <h1>${document.info.title} API <small>${document.info.version}</small></h1>
        <p>${prose(document.info.description)} Also as <a href="/openapi.json">OpenAPI</a>.</p>
        ${tags.map(
          (tag) =>
            html`<h2>${tag}</h2>
              ${rows.filter(({ operation }) => operation.tags?.[0] === tag).map(section)}`,
        )}
      </body>
    </html>`;
}

const section = ({ method, path, operation }: Row): Page =>
  html`<details>
    <summary><b>${method.toUpperCase()}</b><code>${path}</code><span>${operation.summary}</span></summary>
    <div>
      ${operation.description ? html`<p>${prose(operation.description)}</p>` : ""}
      ${operation.security?.length === 0 ? html`<p>Needs no token.</p>` : ""} ${takes(operation)} ${answers(operation)}
    </div>
  </details>`;

function takes({ requestBody }: Operation): Page | "" {
  const schema = requestBody && "content" in requestBody && requestBody.content["application/json"]?.schema;
  return schema
    ? html`<h3>Body</h3>
        ${block(schema)}`
    : "";
}

function answers({ responses = {} }: Operation): Page {
  const entries = Object.entries(responses).map(([status, response]) => ({
    status,
    description: "description" in response ? (response.description ?? "") : "",
    schema: "content" in response ? response.content?.["application/json"]?.schema : undefined,
  }));
  const done = entries.filter(({ status, schema }) => schema && Number(status) < 300);
  return html`<h3>Answers</h3>
    ${done.map(({ schema }) => block(schema))}
    <dl>
      ${entries.map(
        ({ status, description }) =>
          html`<dt>${status}</dt>
            <dd>${prose(description)}</dd>`,
      )}
    </dl>`;
}

/** Words with `code` in backticks. */
const prose = (text: string): Page[] =>
  text.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

const block = (schema: unknown): Page => html`<pre>${shape(schema as JsonSchema)}</pre>`;
