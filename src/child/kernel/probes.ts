/**
 * The locked child tries its own wall: each of these calls works in an unlocked process and must be refused here. A child
 * in which one of them is let through ends before it has read a byte of a module.
 */
import type { Hello } from "../../wire/protocol.ts";
import { EPERM } from "./abi.ts";
import { errno, libc } from "./libc.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(`${value}\0`);
const AF_INET = 2;
const SOCK_STREAM = 1;
const O_RDONLY = 0;
/** Signal 0 reaches nobody: it asks whether one would. */
const NO_SIGNAL = 0;

/** `user` is who the process was when it locked itself: the filter does not let that question through. */
export function probeWall(user: number): Hello["probes"] {
  const noArguments = new BigUint64Array(1);
  return [
    probe("open a socket", () => libc.socket(AF_INET, SOCK_STREAM, 0)),
    probe("open a file", () => libc.open(text("/etc/passwd"), O_RDONLY)),
    probe("start a program", () => libc.execve(text("/bin/true"), noArguments, noArguments)),
    probe("signal another process", () => libc.kill(1, NO_SIGNAL)),
    { name: "be root", held: user !== 0, seen: `runs as user ${user}` },
  ];
}

function probe(name: string, attempt: () => number): Hello["probes"][number] {
  const returned = attempt();
  const error = errno();
  const held = returned === -1 && error === EPERM;
  const seen = returned === -1 ? `refused with errno ${error}` : "went through";
  return { name, held, seen: held ? "refused (EPERM)" : seen };
}
