/**
 * `fetch` as the model client wants it, with two bounds that the library does not set: how long a busy endpoint may ask us
 * to wait, and how many bytes it may send.
 */

export interface FetchBounds {
  /** A `Retry-After` beyond this is told to the caller at once instead of being waited for. */
  readonly longestWaitMs: number;
  /** Of one response. */
  readonly maxBytes: number;
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export class TooManyBytes extends Error {
  override readonly name = "TooManyBytes";
}

export function boundedFetch(send: Fetch, bounds: FetchBounds): Fetch {
  return async (input, init) => {
    const response = await send(input, init);
    const headers = new Headers(response.headers);
    // The library obeys this header before its own rules for retrying.
    if (waitAskedMs(headers) > bounds.longestWaitMs) headers.set("x-should-retry", "false");
    const body = response.body?.pipeThrough(limit(bounds.maxBytes)) ?? null;
    return new Response(body, { status: response.status, statusText: response.statusText, headers });
  };
}

/** Milliseconds that a response asks for before the next try; 0 when it asks for none. A date counts from its own `Date`. */
export function waitAskedMs(headers: Headers): number {
  const asked = headers.get("retry-after");
  if (asked === null) return 0;
  const seconds = Number(asked);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const wait = Date.parse(asked) - Date.parse(headers.get("date") ?? "");
  return Number.isFinite(wait) ? wait : 0;
}

function limit(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) controller.error(new TooManyBytes(`the response is longer than ${maxBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
}
