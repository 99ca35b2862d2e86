/** The keys that a person presses at the terminal: who reads them, in which order, and what nobody read. */

const keyReaders: ((bytes: Uint8Array) => boolean)[] = [];

/** The latest reader first; Ctrl-C that nobody took is what it always is. */
function hearKeys(bytes: Uint8Array): void {
  if (keyReaders.toReversed().some((reader) => reader(bytes))) return;
  if (bytes.includes(0x03)) process.kill(process.pid, "SIGINT");
}

/** The keys that a person presses; without a terminal there are none. */
export const keyboard = {
  isThere: process.stdin.isTTY === true,
  /** The latest reader gets the keys first, and says whether they were for it; one that waits gets what others left. */
  read(reader: (bytes: Uint8Array) => boolean, waits = false): () => void {
    if (!keyboard.isThere) return () => {};
    if (keyReaders.length === 0) {
      process.stdin.setRawMode(true);
      process.stdin.on("data", hearKeys);
      process.stdin.resume();
    }
    if (waits) keyReaders.unshift(reader);
    else keyReaders.push(reader);
    return () => {
      keyReaders.splice(keyReaders.indexOf(reader), 1);
      if (keyReaders.length > 0) return;
      process.stdin.off("data", hearKeys);
      process.stdin.setRawMode(false);
      process.stdin.pause();
    };
  },
  /** Throws away what was typed and not read yet: in the kernel, and what is on its way through the event loop. */
  async discard(): Promise<void> {
    const { dlopen } = await import("bun:ffi");
    const libc = dlopen("libc.so.6", { tcflush: { args: ["i32", "i32"], returns: "i32" } });
    libc.symbols.tcflush(0, TCIFLUSH);
    libc.close();
    await new Promise<void>((resolve) => setImmediate(resolve));
  },
};

/** asm-generic/termbits-common.h */
const TCIFLUSH = 0;

/** Calls `end` when a person at the terminal presses Esc or Ctrl-C; without a terminal it never does. */
export function onEscape(end: () => void): () => void {
  const read = (bytes: Uint8Array) => {
    // An arrow key begins with Esc too, and goes on.
    const escape = bytes.length === 1 && bytes[0] === 0x1b;
    if (escape || bytes.includes(0x03)) end();
    return true;
  };
  // A question that stands at the terminal comes first.
  return keyboard.read(read, true);
}
