/**
 * The two pages of the swap bench: a rectangle in the middle of a canvas, whose colour stands in a file. One is a module on
 * a stage of `nodegen run --watch`, beside one that stays, the other a module of a Vite project that accepts its own
 * replacement.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { firstLine } from "./first-line.ts";

export interface SavedPage {
  readonly name: string;
  readonly url: string;
  /** Writes the file anew, with this colour in it. */
  save(color: string): Promise<unknown>;
  /** What else is to be said of the run. */
  note(): Promise<string>;
  close(): Promise<void>;
}

const root = join(import.meta.dir, "../..");

const moduleText = (color: string) => `import { Circle, Node2D, property, Rect } from "nodegen";

export default class Painted extends Node2D {
  @property({ range: [0, 10] }) speed = 2;
  box = new Rect({ x: 480, y: 270, width: 300, height: 200, color: "${color}" });
  moons: Circle[] = [];
  onReady() {
    this.addChild(this.box);
    for (let i = 0; i < 100; i++) this.moons.push(this.addChild(new Circle({ radius: 3, y: 30 })));
  }
  onUpdate(dt: number) {
    this.moons.forEach((moon, i) => (moon.x = 480 + 400 * Math.sin(this.sceneTime * this.speed + i)));
  }
}
`;

/** Beside the module that is swapped: it must not lose a tick either. */
const neighbour = `import { Circle, Node2D } from "nodegen";

export default class Neighbour extends Node2D {
  dot = this.addChild(new Circle({ x: 40, y: 500, radius: 5 }));
  onUpdate(dt: number) {
    this.dot.rotation += dt;
  }
}
`;

export async function nodegenPage(folder: string): Promise<SavedPage> {
  const file = join(folder, "painted.ts");
  const beside = join(folder, "neighbour.ts");
  await Bun.write(file, moduleText("#101010"));
  await Bun.write(beside, neighbour);
  const command = ["src/cli/main.ts", "run", file, beside, "--watch", "--allow-exec", "--port", "0", "--json"];
  const child = Bun.spawn([process.execPath, ...command, "--out", join(folder, "out")], {
    cwd: root,
    env: {},
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  const { url, token } = JSON.parse(await firstLine(child.stdout, /\n/)) as { url: string; token: string };
  const figures = async () => {
    const stage = await fetch(new URL("/api/stage", url), { headers: { authorization: `Bearer ${token}` } });
    return ((await stage.json()) as { status: { tick: number; droppedTicks: number } }).status;
  };
  const before = await figures();
  return {
    name: "nodegen: saved to first frame",
    url,
    save: (color) => Bun.write(file, moduleText(color)),
    note: async () => {
      const { tick, droppedTicks } = await figures();
      const lost = `${droppedTicks - before.droppedTicks} of ${2 * (tick - before.tick)}`;
      return `gated, proven and swapped behind the wall; ticks lost by the module and its neighbour: ${lost}`;
    },
    async close() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

const viteText = (color: string) => `const color = "${color}";
let speed = 2;

export function draw(context, seconds) {
  context.fillStyle = "#101010";
  context.fillRect(0, 0, 960, 540);
  context.fillStyle = color;
  context.fillRect(330, 170, 300, 200);
  context.fillStyle = "white";
  for (let i = 0; i < 100; i++) {
    context.beginPath();
    context.arc(480 + 400 * Math.sin(seconds * speed + i), 30, 3, 0, 7);
    context.fill();
  }
}
`;

const viteMain = `import { draw } from "./painted.ts";

let current = draw;
import.meta.hot.accept("./painted.ts", (next) => (current = next.draw));
const context = document.querySelector("canvas").getContext("2d");
const frame = (ms) => {
  current(context, ms / 1000);
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
`;

export async function vitePage(folder: string): Promise<SavedPage> {
  const project = join(folder, "vite");
  await mkdir(project);
  const file = join(project, "painted.ts");
  await Bun.write(file, viteText("#101010"));
  await Bun.write(join(project, "main.ts"), viteMain);
  await Bun.write(
    join(project, "index.html"),
    `<!doctype html><canvas width="960" height="540"></canvas><script type="module" src="/main.ts"></script>`,
  );
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const child = Bun.spawn(["node", vite, "--port", "0", "--host", "127.0.0.1", "--clearScreen", "false"], {
    cwd: project,
    env: { PATH: process.env.PATH, NO_COLOR: "1" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  const told = await firstLine(child.stdout, /http:\/\/[\d.:]+\//);
  return {
    name: "vite: saved to first frame",
    url: /http:\/\/[\d.:]+\//.exec(told)![0],
    save: (color) => Bun.write(file, viteText(color)),
    note: async () => "not judged, not confined",
    async close() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}
