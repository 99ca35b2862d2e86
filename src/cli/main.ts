/**
 * The command line's entry. The environment is taken, and emptied, before any room is loaded, so that no library and no
 * child finds a key in it.
 */
import { openStreams, takeEnvironment, trapSignals } from "./powers.ts";

const environment = takeEnvironment();
const streams = openStreams();
const { perform } = await import("./perform.ts");
const code = await perform({ argv: process.argv.slice(2), environment, streams, ...trapSignals() });
await streams.close();
process.exit(code);
