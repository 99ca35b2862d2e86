#!/usr/bin/env -S bun --no-env-file --config=/dev/null --tsconfig-override=/dev/null --no-install
/**
 * The command line's entry. The environment is taken, and emptied, before any room is loaded, so that no library finds a
 * key in it. Started as a program, by its first line, it reads no bunfig.toml, .env or tsconfig.json of the folder that it is in.
 */
import { takeEnvironment } from "./powers/environment.ts";
import { trapSignals } from "./powers/signals.ts";
import { openStreams } from "./powers/streams.ts";

const environment = takeEnvironment();
const streams = openStreams();
const { perform } = await import("./perform.ts").catch(explainMissing);
const code = await perform({ argv: process.argv.slice(2), environment, streams, ...trapSignals() });
const lost = await streams.close();
// A result that nobody received is none: a full disk must not look like success.
if (lost !== undefined) console.error(`Cannot write the output: ${String(lost)}`);
process.exit(lost === undefined ? code : 3);

/** On a fresh copy of the project nothing is installed, and nothing may be fetched behind a person's back. */
async function explainMissing(error: unknown): Promise<never> {
  if (!/Cannot find (package|module) '[^./]/.test(String(error))) throw error;
  streams.stderr.write(`Cannot start: the packages are not installed\nRun bun install in the project's folder.\n`);
  await streams.close();
  process.exit(3);
}
