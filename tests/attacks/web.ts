/**
 * A site on loopback that a case may be granted: it greets, keeps a secret, sends people elsewhere, never ends, and counts
 * who came. What it is asked for more often than any grant allows has been flooded.
 */
const FLOOD = 200;
const CHUNK = new Uint8Array(2 ** 20).fill(120);

export interface Web {
  readonly port: number;
  readonly flooded: () => boolean;
  close(): void;
}

export function serveWeb(secret: string): Web {
  let requests = 0;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    fetch({ url, headers }) {
      requests++;
      const { pathname, searchParams } = new URL(url);
      if (pathname === "/secret") return new Response(secret);
      // What follows the first `to` belongs to the address.
      const at = url.indexOf("to=");
      if (at >= 0)
        return new Response(null, {
          status: Number(searchParams.get("status") ?? 302),
          headers: { location: decodeURIComponent(url.slice(at + "to=".length)) },
        });
      if (pathname === "/endless") return new Response(new ReadableStream({ pull: (out) => out.enqueue(CHUNK) }));
      if (pathname === "/silent") return new Promise<Response>(() => {});
      if (pathname === "/headers") return Response.json(headers.toJSON());
      return new Response("hello");
    },
  });
  return { port: server.port!, flooded: () => requests > FLOOD, close: () => void server.stop(true) };
}
