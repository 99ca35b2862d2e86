/**
 * Limits for the gate's tools, set before they start: by `sh`, which then becomes the tool (`exec`), so that the process
 * that is killed is the tool itself. It costs a millisecond; setting them in the host for the moment of the start would
 * limit the host's own threads.
 */
export interface Limit {
  /** `address`: all that is mapped. `data`: what can be written, for tools that reserve far more than they use. */
  readonly memory: { readonly of: "address" | "data"; readonly kilobytes: number };
  /** Of the processor. Ends a tool whose host is no longer there to watch the clock. */
  readonly seconds?: number;
}

const flags = { address: "-v", data: "-d" } as const;

/** The command that becomes `command` under this limit. The shell leaves none of its own variables behind. */
export function underLimit(command: readonly string[], { memory, seconds }: Limit): [string, ...string[]] {
  const limits = [`${flags[memory.of]} ${memory.kilobytes}`, ...(seconds === undefined ? [] : [`-t ${seconds}`])];
  const script = [...limits.map((limit) => `ulimit ${limit} || exit 125`), "unset PWD OLDPWD SHLVL", 'exec "$0" "$@"'];
  return ["/bin/sh", "-c", script.join("; "), ...command];
}

/** Exit codes that are not the tool's own: 125 is said above, 126 and 127 are the shell's when it cannot become the tool. */
export const COULD_NOT_START: readonly (number | null)[] = [125, 126, 127];
