/** Standard output and standard error. Loaded before everything else, so it imports nothing of the project's. */

export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
}
export interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Waits until everything is written; the value is why something could not be, if so. */
  close(): Promise<unknown>;
}

export function openStreams(): Streams {
  const stdout = openStream(Bun.stdout, process.stdout.isTTY === true);
  const stderr = openStream(Bun.stderr, process.stderr.isTTY === true);
  return { stdout, stderr, close: async () => (await stdout.close()) ?? (await stderr.close()) };
}

function openStream(file: Bun.BunFile, isTerminal: boolean) {
  const sink = file.writer();
  let failure: unknown;
  const attempt = async (print: () => unknown) => {
    try {
      await print();
    } catch (error) {
      failure ??= error;
    }
  };
  const put = (text: string) => {
    sink.write(text);
    return sink.flush();
  };
  return {
    write: (text: string) => void (failure === undefined && attempt(() => put(text))),
    isTerminal,
    async close(): Promise<unknown> {
      await attempt(() => sink.end());
      // A reader that went away (`nodegen … | head`) ended the printing, and is no failure.
      return (failure as NodeJS.ErrnoException | undefined)?.code === "EPIPE" ? undefined : failure;
    },
  };
}
