/** A response as the module gets it: status, headers that concern it, and its body as text, up to a size. */
import type { Json } from "../../../base/json.ts";
import { err, ok, type Result } from "../../../base/result.ts";

/** They belong to the connection, or would start a session that nobody keeps. */
const dropped = new Set(
  "set-cookie set-cookie2 connection keep-alive transfer-encoding upgrade trailer proxy-authenticate alt-svc".split(
    " ",
  ),
);
const MOST_HEADERS = 64;
const MOST_HEADER = 4 * 1024;

/** The error ends the sentence "Cannot fetch …: ". */
export async function readAnswer(response: Response, mostBytes: number): Promise<Result<Json, string>> {
  const encoding = response.headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity") return refuse(response, "it sent a compressed body, though none was asked for");
  const announced = Number(response.headers.get("content-length") ?? 0);
  if (announced > mostBytes) return refuse(response, tooLarge(mostBytes));
  const bytes = await readBody(response, mostBytes);
  if (bytes === null) return err(tooLarge(mostBytes));
  const headers = [...response.headers]
    .filter(([name, value]) => !dropped.has(name) && value.length <= MOST_HEADER)
    .slice(0, MOST_HEADERS);
  return ok({ status: response.status, headers: Object.fromEntries(headers), body: new TextDecoder().decode(bytes) });
}

/** What is not read would be kept by the runtime. */
export const letGo = async (response: Response): Promise<void> => response.body?.cancel();

async function refuse(response: Response, why: string): Promise<Result<never, string>> {
  await letGo(response);
  return err(why);
}

const tooLarge = (bytes: number): string => `its body is larger than ${bytes / 1024} kB`;

/** Null when there is more. */
async function readBody(response: Response, mostBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop cancels the stream.
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
