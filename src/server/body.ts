/**
 * Bodies and parameters of requests, judged before a route sees them: 413 too large, 400 not JSON, 422 with the path of
 * each issue. The same schemas are what `/openapi.json` shows.
 */
import type { Context, MiddlewareHandler } from "hono";
import { validator } from "hono-openapi";
import { bodyLimit } from "hono/body-limit";
import type { BaseIssue, GenericSchema } from "valibot";

import { MAX_JSON_BYTES, readJson } from "./json-text.ts";
import { type Issue, refuse } from "./problems.ts";

export const limitedBody: MiddlewareHandler = bodyLimit({
  maxSize: MAX_JSON_BYTES,
  onError: (c) =>
    refuse(c, {
      code: "BODY_TOO_LARGE",
      message: `Cannot read the body: it is larger than ${MAX_JSON_BYTES} bytes`,
      hint: "Send less; no request of this API needs more.",
    }),
});

/** Insisting on the type keeps out what a foreign page's form can send without asking first. */
export const jsonBody: MiddlewareHandler = async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return refuse(c, malformed(`its type is "${type ?? ""}"`));
  const read = readJson(await c.req.text());
  if (!read.ok) return refuse(c, malformed(read.error));
  await next();
};

const malformed = (why: string) => ({
  code: "BODY_MALFORMED",
  message: `Cannot read the body: ${why}`,
  hint: "Send a JSON object, with `Content-Type: application/json`.",
});

export const body = <S extends GenericSchema>(schema: S) => validator("json", schema, refuseInvalid);
export const param = <S extends GenericSchema>(schema: S) => validator("param", schema, refuseInvalid);

function refuseInvalid(
  result: { success: true } | { success: false; error: readonly RawIssue[] },
  c: Context,
): Response | Promise<Response> | undefined {
  if (result.success) return undefined;
  return refuse(c, invalid("request", issuesOf(result.error)));
}

/** Of Valibot's, as the validators hand it on: typed as what every schema library has, with more in it. */
interface RawIssue extends Partial<Pick<BaseIssue<unknown>, "type" | "expected" | "received">> {
  readonly message: string;
  readonly path?: readonly unknown[];
}

export const issuesOf = (issues: readonly RawIssue[]): Issue[] =>
  issues.map((issue) => ({ path: dotted(issue.path), message: said(issue) }));

/** Valibot's words, but for keys: there it speaks of types that nobody sent. */
function said({ type, expected, received, message }: RawIssue): string {
  if (type !== "strict_object") return message;
  if (expected === "never") return "There is no such key";
  return received === "undefined" ? "It is missing" : message;
}

export const invalid = (what: string, issues: readonly Issue[]) => ({
  code: "INVALID",
  message: `Cannot accept the ${what}: ${issues.length === 1 ? "one value does" : `${issues.length} values do`} not fit`,
  hint: issues.map(({ path, message }) => (path === "" ? message : `"${path}": ${message}`)).join("; "),
  issues,
});

const dotted = (path: readonly unknown[] | undefined): string =>
  (path ?? [])
    .map((part) => (typeof part === "object" && part !== null && "key" in part ? String(part.key) : String(part)))
    .join(".");
