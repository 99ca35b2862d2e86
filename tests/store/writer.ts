/** Keeps modules as fast as it can until it is killed; says on stdout what is kept for certain. */
import { aRecord, open } from "./a-store.ts";

const [directory, round] = process.argv.slice(2);
const store = await open(directory!);
for (let i = 0; ; i++) {
  const record = aRecord({ source: `// round ${round}, module ${i >> 1}\n`, name: `Module${i >> 1}` });
  // Every second time the record of the same module is replaced.
  const status = i % 2 === 0 ? "static-validated" : "verified";
  const kept = await store.put({ ...record, status });
  if (!kept.ok) throw new Error(kept.error.message);
  process.stdout.write(`${record.hash} ${status}\n`);
}
