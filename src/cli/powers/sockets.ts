/**
 * Unix streams for other processes: socketpair(2), and sendmsg(2) (`descriptor-message.ts`). A stream that has no name
 * can be opened by nobody else, and leaves nothing behind.
 */
import { dlopen, ptr } from "bun:ffi";

import type { SocketPowers } from "../../sandbox/powers.ts";
import { makeMessage, MESSAGE_BYTES, putMessage } from "../../wire/descriptor-message.ts";

const AF_UNIX = 1;
/** `SOCK_STREAM | SOCK_CLOEXEC`, `linux/net.h`: a program that somebody else starts meanwhile does not get it. */
const STREAM = 0o2000001;
/** `linux/fcntl.h`: our end must not block; the other one must. */
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;
/** `linux/socket.h`: who has gone already is not told by a signal. */
const MSG_NOSIGNAL = 0x4000;

const load = () =>
  dlopen("libc.so.6", {
    socketpair: { args: ["i32", "i32", "i32", "buffer"], returns: "i32" },
    fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
    sendmsg: { args: ["i32", "buffer", "i32"], returns: "i64" },
    close: { args: ["i32"], returns: "i32" },
  }).symbols;

let loaded: ReturnType<typeof load> | undefined;
/** Loaded when the first child is wanted: not every platform has it. */
const libc = (): ReturnType<typeof load> => (loaded ??= load());

export const sockets: SocketPowers = {
  async open({ data, drain, close }) {
    const ends = new Int32Array(2);
    if (libc().socketpair(AF_UNIX, STREAM, 0, ends) !== 0) throw new Error("no more sockets can be opened");
    const [near, far] = ends as unknown as [number, number];
    libc().fcntl(near, F_SETFL, O_NONBLOCK);
    const settings: Bun.FdSocketOptions = {
      fd: near,
      // How the process ended is told by who started it.
      socket: { data: (_, bytes) => data(bytes), drain, close, error() {} },
    };
    // Bun's declarations have the settings, and no `connect` that takes them.
    const stream = await Bun.connect(settings as unknown as Bun.UnixSocketOptions);
    return { stream, far };
  },

  send(socket, numbers, far) {
    const message = makeMessage(ptr);
    putMessage(message, numbers, far);
    const sent = libc().sendmsg(socket, message, MSG_NOSIGNAL);
    if (far !== undefined) libc().close(far);
    return Number(sent) === MESSAGE_BYTES;
  },

  close(socket) {
    libc().close(socket);
  },
};
