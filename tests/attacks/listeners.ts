/**
 * Listeners that nobody may reach: one on TCP, one on UDP, one on a Unix socket. They count who came and keep what was
 * said, up to a megabyte.
 */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chmod } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server } from "node:net";

export type Wire = "tcp" | "udp" | "unix";

/** What the tool itself says, to know that everything that came before it has been heard. */
const BELL = "the tool's own bell";
const KEPT = 2 ** 20;
/** A datagram may be lost in a flood: the bell is rung again, so often, and who floods longer has been heard. */
const RINGS = 10;
const RING_MS = 100;

export interface Listeners {
  readonly ports: { readonly tcp: number; readonly udp: number };
  reached(): readonly Wire[];
  said(): string;
  /** Waits until everything that was sent so far has been heard. */
  settle(): Promise<void>;
  close(): void;
}

export async function listen(unixPath: string): Promise<Listeners> {
  const reached = new Set<Wire>();
  let said = "";
  const hear = (wire: Wire, bytes: Uint8Array): void => {
    reached.add(wire);
    if (said.length < KEPT) said += Buffer.from(bytes).toString("latin1");
  };
  const tcp = await serve({ port: 0, host: "127.0.0.1" }, (bytes) => hear("tcp", bytes));
  const unix = await serve({ path: unixPath }, (bytes) => hear("unix", bytes));
  await chmod(unixPath, 0o777);

  const udp = createSocket("udp4");
  let rung = (): void => {};
  udp.on("message", (message) => (message.toString() === BELL ? rung() : hear("udp", message)));
  udp.bind(0, "127.0.0.1");
  await once(udp, "listening");
  const ports = { tcp: (tcp.server.address() as AddressInfo).port, udp: udp.address().port };

  return {
    ports,
    reached: () => [
      ...reached,
      ...(tcp.strangers() > 0 ? ["tcp" as const] : []),
      ...(unix.strangers() > 0 ? ["unix" as const] : []),
    ],
    said: () => said,
    async settle() {
      await Promise.all([ring({ port: ports.tcp, host: "127.0.0.1" }), ring({ path: unixPath })]);
      let isHeard = false;
      const heard = new Promise<void>((done) => (rung = done)).then(() => (isHeard = true));
      for (let n = 0; n < RINGS && !isHeard; n++) {
        udp.send(BELL, ports.udp, "127.0.0.1");
        await Promise.race([heard, Bun.sleep(RING_MS)]);
      }
    },
    close() {
      tcp.server.close();
      unix.server.close();
      udp.close();
    },
  };
}

async function serve(where: { port: number; host: string } | { path: string }, hear: (bytes: Uint8Array) => void) {
  let strangers = 0;
  const server: Server = createServer((socket) => {
    strangers++;
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes: Buffer) => {
      if (bytes.toString() !== BELL) return hear(bytes);
      strangers--;
      socket.end();
    });
  });
  server.listen(where);
  await once(server, "listening");
  return { server, strangers: () => strangers };
}

/** Connections are accepted in order: once this one is closed by the listener, those before it were counted. */
async function ring(where: NetConnectOpts): Promise<void> {
  const socket = connect(where);
  socket.write(BELL);
  socket.resume();
  await once(socket, "close");
}
