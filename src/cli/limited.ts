/** A sandbox whose every run goes by the limits that the command line and the permission set name. */
import type { Limits } from "../sandbox/limits.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";

export function limited(sandbox: Sandbox, limits: Partial<Limits>): Sandbox {
  const within = <Run extends RunOptions>(run: Run): Run => ({ ...run, limits: { ...limits, ...run.limits } });
  return {
    prove: (checked, run) => sandbox.prove(checked, within(run)),
    open: (proven, run) => sandbox.open(proven, within(run)),
    expect: () => sandbox.expect(limits),
    keepReady: (children) => sandbox.keepReady(children),
    probe: () => sandbox.probe(),
    close: () => sandbox.close(),
  };
}
