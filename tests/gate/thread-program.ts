/** The program of the thread in `thread.test.ts`. */
import { serve } from "../../src/gate/threads/serve.ts";

const functions = {
  double: (value: number) => value * 2,
  spin: (): string => {
    for (;;);
  },
  fail: (what: string): never => {
    throw new TypeError(what);
  },
  environment: () => ({ ...process.env }),
};
export type Program = typeof functions;

serve(functions);
