/**
 * A process of its own for the fan-out bench: a stage with one confined module, behind the real server. Tells its address,
 * and when asked, at what time it began to hand out each delta, by the delta's number.
 */
import { EnvelopeType, unpack } from "../../src/wire/envelope.ts";
import { closeAll } from "../live/children.ts";
import { serveField } from "../wire/served-field.ts";
import { wallNow } from "./wall-now.ts";

const [moving = "100"] = process.argv.slice(2);
const served = await serveField(Number(moving));
const { stage } = served;

/** The first to be served, so its time is when the handing out began. */
let handed: Record<number, number> = {};
stage.watch({
  send(bytes) {
    const read = unpack(bytes);
    if (read.ok && read.value.type === EnvelopeType.DELTA) handed[read.value.sequence] ??= wallNow();
    return 0;
  },
  note() {},
});

// It does not outlive the bench, however that ends.
process.on("disconnect", () => process.exit(1));
process.on("message", async (message) => {
  if (message === "begin") handed = {};
  if (message === "end") process.send!({ handed, status: stage.status(), cpu: process.cpuUsage() });
  if (message === "close") {
    await served[Symbol.asyncDispose]();
    await closeAll();
    process.exit(0);
  }
});
process.send!({ url: served.url });
