/**
 * How a refusal is answered: `{ error: { code, message, hint } }` with the right status, in one table.
 *
 * The rooms below speak of problems and findings and know no HTTP; the status is told by the problem's code.
 */
import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";

/** A problem as it is answered, with what belongs to it. */
export interface ErrorBody extends Problem {
  /** Of a body that does not fit: where, and what was expected. */
  readonly issues?: readonly Issue[];
  /** Of a module that was rejected. */
  readonly findings?: readonly Finding[];
}
export interface Issue {
  /** Keys and places joined by dots; empty for the whole body. */
  readonly path: string;
  readonly message: string;
}

/** The first row that fits a problem's code counts. */
const statuses: readonly (readonly [code: RegExp, status: ContentfulStatusCode])[] = [
  [/^BODY_MALFORMED$/, 400],
  [/^TOKEN_/, 401],
  [/^(HOST|ORIGIN)_FOREIGN$|NOT_ALLOWED$|NOT_PERMITTED$|^MAKING_OFF$|OUTSIDE/, 403],
  [/NOT_FOUND$|^FILE_UNREADABLE$|^(NO_SUCH|UNKNOWN)_/, 404],
  [/REJECTED$/, 409],
  [/^BODY_TOO_LARGE$/, 413],
  [/^TOO_(FAST|MANY)/, 429],
  [/^FAULT$/, 500],
  [/WALL|^STAGE_CLOSED$/, 503],
];

/** 422 for what the rooms below refuse for a reason of their own: the request was understood and cannot be done. */
export const statusOf = (code: string): ContentfulStatusCode =>
  statuses.find(([known]) => known.test(code))?.[1] ?? 422;

export function refuse(c: Context, error: ErrorBody): Response | Promise<Response> {
  const status = statusOf(error.code);
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  return openedByPerson(c) ? c.html(asPage(error), status) : c.json({ error }, status);
}

/** Somebody typed the address, or kept it from a server that has ended: they want a sentence, not JSON. */
const openedByPerson = (c: Context): boolean =>
  ["/", "/docs"].includes(c.req.path) && (c.req.header("accept")?.includes("text/html") ?? false);

const asPage = ({ message, hint }: Problem) =>
  html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>nodegen</title>
      <h1>nodegen</h1>
      <p>${message}.</p>
      <p>${hint}</p>
    </html>`;

/** What the sandbox and the stage answer in place of a value. */
export type Refusal = Problem | readonly Finding[];

const isFindings = (refusal: Refusal): refusal is readonly Finding[] => Array.isArray(refusal);

/** Findings become one problem, so that whoever asked is told in the usual shape. */
export function asError(refusal: Refusal): ErrorBody {
  if (!isFindings(refusal)) return { code: refusal.code, message: refusal.message, hint: refusal.hint };
  const worst = refusal.find((finding) => finding.severity === "error") ?? refusal[0];
  return {
    code: "MODULE_REJECTED",
    message: `Cannot put the module on the stage: ${worst?.message ?? "it did not pass"}`,
    hint: worst?.hint ?? "Check it with `bun nodegen verify`.",
    findings: refusal,
  };
}

/** For a fault of ours: the cause is reported to whoever runs the server, never sent. */
export const fault: Problem = {
  code: "FAULT",
  message: "Cannot answer: the server met a fault of its own",
  hint: "The terminal that runs the server shows the report.",
};

export const noWall: Problem = {
  code: "WALL_UNAVAILABLE",
  message: "Cannot run generated code: the wall cannot be built on this machine",
  hint: "`bun nodegen doctor` says what is missing.",
};

export const execNotAllowed: Problem = {
  code: "EXEC_NOT_ALLOWED",
  message: "Cannot load a module: running generated code needs --allow-exec",
  hint: "Start the server with `bun nodegen serve --allow-exec`.",
};
