/**
 * Turns the policy into a classic BPF program for `seccomp(2)`.
 *
 * Each rule is a block that is skipped as a whole unless the call's number matches, and that ends in a return: no block
 * depends on another one's register. What no block answers ends the process, every thread of it.
 */
import {
  AUDIT_ARCH_X86_64,
  BPF_JEQ_K,
  BPF_JGE_K,
  BPF_LD_W_ABS,
  BPF_RET_K,
  SECCOMP_DATA_ARCH,
  SECCOMP_DATA_ARGS,
  SECCOMP_DATA_NR,
  SECCOMP_RET_ALLOW,
  SECCOMP_RET_ERRNO,
  SECCOMP_RET_KILL_PROCESS,
  type SyscallName,
  syscalls,
  X32_SYSCALL_BIT,
} from "./abi.ts";
import type { Answer, policy as Policy } from "./policy.ts";

/** `struct sock_filter`: a jump is relative, and taken by `jt` when the comparison holds, else by `jf`. */
export interface Instruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}

export function makeFilter(policy: typeof Policy, ownPid: number): Instruction[] {
  const program = [
    load(SECCOMP_DATA_ARCH),
    jumpIfEqual(AUDIT_ARCH_X86_64, 1, 0),
    finish(SECCOMP_RET_KILL_PROCESS),
    load(SECCOMP_DATA_NR),
    { code: BPF_JGE_K, jt: 0, jf: 1, k: X32_SYSCALL_BIT },
    finish(SECCOMP_RET_KILL_PROCESS),
  ];
  for (const [name, answer] of Object.entries(policy) as [SyscallName, Answer][]) {
    const block = blockFor(answer, ownPid);
    program.push(jumpIfEqual(syscalls[name], 0, block.length), ...block);
  }
  return [...program, finish(SECCOMP_RET_KILL_PROCESS)];
}

function blockFor(answer: Answer, ownPid: number): Instruction[] {
  if ("allow" in answer) return [finish(SECCOMP_RET_ALLOW)];
  if ("errno" in answer) return [finish(SECCOMP_RET_ERRNO | answer.errno)];
  const { argument, is } = answer.allowWhen;
  const values = is === "own pid" ? [ownPid] : is;
  const low = SECCOMP_DATA_ARGS + 8 * argument;
  return [
    // The upper half must be empty: a flag there would be one that nobody listed.
    load(low + 4),
    jumpIfEqual(0, 1, 0),
    finish(SECCOMP_RET_KILL_PROCESS),
    load(low),
    ...values.flatMap((value) => [jumpIfEqual(value, 0, 1), finish(SECCOMP_RET_ALLOW)]),
    finish(SECCOMP_RET_KILL_PROCESS),
  ];
}

/** The bytes of the program, as an array of `struct sock_filter`. */
export function encodeFilter(program: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(program.length * 8);
  const view = new DataView(bytes.buffer);
  program.forEach(({ code, jt, jf, k }, place) => {
    view.setUint16(place * 8, code, true);
    view.setUint8(place * 8 + 2, jt);
    view.setUint8(place * 8 + 3, jf);
    view.setUint32(place * 8 + 4, k >>> 0, true);
  });
  return bytes;
}

const load = (offset: number): Instruction => ({ code: BPF_LD_W_ABS, jt: 0, jf: 0, k: offset });
const jumpIfEqual = (k: number, jt: number, jf: number): Instruction => ({ code: BPF_JEQ_K, jt, jf, k });
const finish = (verdict: number): Instruction => ({ code: BPF_RET_K, jt: 0, jf: 0, k: verdict });
