import { describe, expect, test } from "bun:test";

import { describeThrown, SceneFault, shown, stackOf } from "../../src/engine/fault.ts";
import { Circle, fetch, Node, Node2D, NotCapable, Timer } from "../../src/engine/index.ts";
import { Scene } from "../../src/engine/scene.ts";
import { options, startScene, step, stepAsync } from "./make.ts";

class Bad extends Node2D {}

function faultOf(act: () => unknown): SceneFault {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof SceneFault) return thrown;
    throw thrown;
  }
  throw new Error("no fault");
}

async function faultLater(act: () => Promise<unknown>): Promise<SceneFault> {
  const thrown: unknown = await act().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(SceneFault);
  return thrown as SceneFault;
}

describe("what a module throws", () => {
  test.each(["onEnter", "onReady", "onUpdate", "onInput", "onExit"] as const)(
    "in %s is told with node, class, hook and tick",
    (hook) => {
      const boom = new TypeError("boom");
      class Thrower extends Bad {}
      Thrower.prototype[hook] = () => {
        throw boom;
      };
      const fault = faultOf(() => {
        const { scene, root } = startScene(() => new Node());
        const arm = root.addChild(new Node({ name: "Arm" })).addChild(new Thrower({ name: "Hand" }));
        if (hook === "onExit") arm.queueFree();
        step(scene, 1, { input: [{ type: "keyDown", key: "a", repeat: false, viewer: 0 }] });
      });
      expect([fault.code, fault.nodePath, fault.type, fault.hook, fault.cause]).toEqual([
        "SMOKE_THREW",
        "/Arm/Hand",
        "Thrower",
        hook,
        boom,
      ]);
      expect(fault.message).toBe(`${hook} of "/Arm/Hand" (Thrower) threw at tick ${fault.tick}: TypeError: boom`);
    },
  );

  test("in a constructor has no node yet", () => {
    class Unmade extends Node {
      constructor() {
        super();
        throw new Error("no");
      }
    }
    const fault = faultOf(() => startScene(() => new Unmade()));
    expect([fault.code, fault.hook, fault.tick, fault.nodePath]).toEqual(["SMOKE_THREW", "constructor", 0, undefined]);
  });

  test.each([
    ["after", (node: Node, boom: () => never) => void node.after(0, boom)],
    ["every", (node: Node, boom: () => never) => void node.every(0, boom)],
    ["tween", (node: Node, boom: () => never) => void node.tween({}, 0).call(boom)],
    [
      "timeout",
      (node: Node, boom: () => never) =>
        void node.addChild(new Timer({ seconds: 0, running: true })).timeout.connect(boom),
    ],
  ] as [string, (node: Node, boom: () => never) => void][])("in a callback of %s is a fault", (hook, plan) => {
    const { scene, root } = startScene(() => new Bad());
    plan(root, () => {
      throw new Error("late");
    });
    const fault = faultOf(() => step(scene));
    expect([fault.hook, fault.tick]).toEqual([hook, 1]);
  });

  test("is a fault even where the module catches it around addChild", () => {
    class Thrower extends Node {
      override onReady(): void {
        throw new Error("hidden");
      }
    }
    class Hider extends Node {
      override onUpdate(): void {
        try {
          this.addChild(new Thrower());
        } catch {
          // Hides what its child did.
        }
      }
    }
    const { scene } = startScene(() => new Hider());
    expect(faultOf(() => step(scene))).toMatchObject({ hook: "onReady", type: "Thrower" });
  });

  test("may be hostile", () => {
    const trap = new Proxy(new Error("x"), {
      get() {
        throw new Error("trap");
      },
    });
    const getter = {
      get message(): string {
        throw new Error("trap");
      },
      name: { toString: () => "no" },
    };
    for (const thrown of [
      trap,
      getter,
      null,
      undefined,
      3,
      "text",
      Symbol("s"),
      () => {},
      Object.create(null),
      "y".repeat(999),
    ]) {
      expect(describeThrown(thrown).length).toBeLessThan(400);
      expect(shown(thrown).length).toBeLessThan(80);
      expect(typeof stackOf(thrown)).toBe("string");
      const { scene, root } = startScene(() => new Bad());
      root.after(0, () => {
        throw thrown;
      });
      expect(faultOf(() => step(scene)).cause).toBe(thrown);
    }
  });
});

describe("[E2] numbers that cannot be drawn", () => {
  test.each([
    ["position.x", (node: Node2D) => (node.x = Number.NaN)],
    ["position.y", (node: Node2D) => (node.position.y += undefined as never)],
    ["position.x", (node: Node2D) => node.position.set(Infinity, 0)],
    ["position.x", (node: Node2D) => (node.position = { x: Number.NaN, y: 0 })],
    ["scale", (node: Node2D) => (node.scale = Number.NaN)],
    ["scale.x", (node: Node2D) => (node.scale = { x: -Infinity, y: 1 })],
    ["rotation", (node: Node2D) => (node.rotation /= 0)],
    ["opacity", (node: Node2D) => (node.opacity = Number.NaN)],
  ])("are refused at the assignment: %s", (field, assign) => {
    class Drifter extends Node2D {
      override onUpdate(): void {
        assign(this);
      }
    }
    const { scene, root } = startScene(() => new Node());
    const drifter = root.addChild(new Drifter());
    const fault = faultOf(() => step(scene));
    expect([fault.code, fault.nodePath, fault.type, fault.field, fault.hook, fault.tick]).toEqual([
      ...["SMOKE_NOT_FINITE", "/Drifter", "Drifter", field, "onUpdate", 1],
    ]);
    expect(fault.message).toContain("it must be a finite number (in onUpdate of");
    expect([drifter.x, drifter.y, drifter.rotation, drifter.scale.x, drifter.opacity].every(Number.isFinite)).toBe(
      true,
    );
  });

  test("the hook is named only when it is the node's own", () => {
    class Pusher extends Node {
      override onUpdate(): void {
        this.getNode<Circle>("../Circle")!.x = Number.NaN;
      }
    }
    const { scene, root } = startScene(() => new Node());
    root.addChild(new Circle());
    root.addChild(new Pusher());
    const fault = faultOf(() => step(scene));
    expect([fault.nodePath, fault.type, fault.field, fault.hook]).toEqual([
      "/Circle",
      "Circle",
      "position.x",
      undefined,
    ]);
    expect(fault.message).toContain('in onUpdate of "/Pusher" (Pusher)');
  });
});

describe("[E5] rejections that nobody handles", () => {
  test("of an async hook", async () => {
    class Later extends Node {
      override async onReady(): Promise<void> {
        await this.after(0);
        throw new Error("after all");
      }
    }
    const { scene } = startScene(() => new Later());
    const fault = await faultLater(() => stepAsync(scene, 3));
    expect([fault.code, fault.hook, fault.type]).toEqual(["SMOKE_UNHANDLED_REJECTION", "onReady", "Later"]);
    expect(fault.message).toContain("Error: after all");
  });

  test("of a broker call that is not granted, with permission and scope", async () => {
    const { scene, root } = startScene(() => new Node(), { smoke: true });
    root.after(0, () => void fetch("https://User@Example.com:8080/x?y"));
    const fault = await faultLater(() => stepAsync(scene, 2));
    expect(fault.cause).toBeInstanceOf(NotCapable);
    expect(fault.cause).toMatchObject({ permission: "net", scope: "example.com:8080", name: "NotCapable" });
    expect(fault.message).toContain('Requires net access to "example.com:8080", ask for it in the module');
  });

  test("of what is made from such a promise", async () => {
    const { scene, root } = startScene(() => new Node());
    root.after(0, () => void root.after(0).then(() => Promise.reject(new Error("chained"))));
    expect((await faultLater(() => stepAsync(scene, 4))).message).toContain("chained");
  });

  test.each([
    ["await and catch", async () => void (await fetch("x").catch(() => null))],
    [
      "try",
      async () => {
        try {
          await fetch("x");
        } catch {
          return;
        }
      },
    ],
    [
      "then with two",
      async () =>
        void fetch("x").then(
          () => {},
          () => {},
        ),
    ],
    ["allSettled", async () => void (await Promise.allSettled([fetch("x")]))],
  ])("handled ones are none: %s", async (_form, ask) => {
    class Asker extends Node {
      override async onReady(): Promise<void> {
        await ask();
      }
    }
    const { scene } = startScene(() => new Asker());
    await stepAsync(scene, 3);
    expect(scene.tick).toBe(3);
  });

  test("in a smoke run, what was asked for stays pending and the rest rejects", async () => {
    const { scene, root } = startScene(() => new Node(), { smoke: true, asked: ["net"] });
    root.after(0, () => void fetch("https://x"));
    await stepAsync(scene, 3);
    const { readText } = await import("../../src/engine/index.ts");
    root.after(0, () => void readText("a.txt"));
    expect((await faultLater(() => stepAsync(scene, 2))).message).toContain('Requires read access to "a.txt"');
  });
});

test("what speaks of a scene needs one, and says where it may be used", async () => {
  // A fresh engine, as at the top level of a module: no scene was made there.
  const fresh = `${import.meta.dir}/../../src/engine/index.ts`;
  const script = `const { random, view } = await import(${JSON.stringify(fresh)}); for (const f of [() => random.float(), () => view.width]) try { f() } catch (e) { console.log(e.message) }`;
  const run = Bun.spawnSync([process.execPath, "-e", script], { env: {} });
  expect(run.stdout.toString()).toBe(
    "Cannot use random at the top level of a module: use it inside the class, in a hook or a field\n" +
      "Cannot use view at the top level of a module: use it inside the class, in a hook or a field\n",
  );
});

test("a driver that creates no node is told", () => {
  expect(() => new Scene(options).start(() => ({}) as never)).toThrow("what was created is no node");
});
