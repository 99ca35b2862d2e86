/** When a scene rests, and when it only seems to. */
import { expect, test } from "bun:test";

import {
  AnimatableBody2D,
  AnimationPlayer,
  Area2D,
  Camera2D,
  Circle,
  Drawing,
  HBox,
  Label,
  Node,
  Node2D,
  Particles2D,
  Path2D,
  PathFollow2D,
  type Pen,
  physics,
  RigidBody2D,
  StateMachine,
  StaticBody2D,
  TileMap,
  Timer,
} from "../../src/engine/index.ts";
import { Rest } from "../../src/engine/rest.ts";
import { options, startScene, step, stepAsync } from "./make.ts";

/** After so many ticks that bring nothing. */
function rests(create: () => Node, ticks = 5): boolean {
  const { scene } = startScene(create);
  const rest = new Rest(scene);
  let answer = false;
  for (let tick = 0; tick < ticks; tick++) {
    step(scene);
    answer = rest.noteTurn(true);
  }
  return answer;
}

/** A node with the others in it. */
const holding = (...children: readonly Node[]): Node2D => {
  const root = new Node2D();
  for (const child of children) root.addChild(child);
  return root;
};

test("[E8] a scene rests in which nothing is to happen", () => {
  expect(rests(() => holding(new Circle(), new Label()))).toBe(true);
  expect(rests(() => holding(new Area2D(), new Area2D()))).toBe(true);
  expect(rests(() => holding(Object.assign(new HBox(), {}), new Camera2D()))).toBe(true);
});

test("[E8] no scene rests before it has shown so in two ticks", () => {
  expect([1, 2, 3].map((ticks) => rests(() => new Circle(), ticks))).toEqual([false, false, true]);
});

test("[E8] a scene with a hook, a timer, a tween, or a node that goes on by itself does not rest", () => {
  class Updated extends Node2D {
    override onUpdate(): void {}
  }
  class Waiting extends Node2D {
    override onReady(): void {
      void this.after(1);
    }
  }
  class Tweened extends Node2D {
    override onReady(): void {
      this.tween({ x: 100 }, 1);
    }
  }
  for (const Kind of [Updated, Waiting, Tweened, Particles2D]) expect(rests(() => holding(new Kind()))).toBe(false);
  expect(rests(() => holding(Object.assign(new Camera2D({ smoothing: 1 }), { x: 500 })))).toBe(true);
});

test("[E8] a camera that still moves or shakes keeps a scene awake, and one that has come to rest does not", () => {
  class Filmed extends Node2D {
    camera = this.addChild(new Camera2D());
    override onReady(): void {
      this.camera.shake(10, 0.25);
    }
  }
  expect(rests(() => new Filmed(), 5)).toBe(false);
  expect(rests(() => new Filmed(), 30)).toBe(true);
});

test("[E8] promise jobs that set something going end the rest", async () => {
  class Promising extends Node2D {
    rounds = 0;
    go(): void {
      if (this.rounds++ < 3) this.addChild(new Asking());
    }
  }
  class Asking extends Node {
    override async onReady(): Promise<void> {
      await Promise.resolve();
      (this.parent as Promising).go();
    }
  }
  const { scene, root } = startScene(() => new Promising());
  const rest = new Rest(scene);
  root.go();
  const answers: boolean[] = [];
  for (let tick = 0; tick < 8; tick++) {
    await stepAsync(scene);
    answers.push(rest.noteTurn(true));
  }
  expect(root.rounds).toBe(4);
  expect(answers.indexOf(true)).toBeGreaterThan(0);
  expect(answers.at(-1)).toBe(true);
});

test("[E8] the state of a scene that has rested is what it would be if it were written anew", () => {
  const [rested, anew] = [0, 1].map(() => startScene(() => holding(new Circle(), new Label())).scene);
  step(rested!, 3);
  rested!.stateBytes();
  const before = rested!.marks();
  step(rested!, 61);
  step(anew!, 64);
  expect(rested!.stateBytes(true)).toEqual(anew!.stateBytes());
  expect(rested!.marks()).toBe(anew!.marks());
  expect(rested!.marks()).toBe(before);
});

/** Each with what sets it going, where it is at rest without. */
interface Sleeper {
  readonly create: () => Node;
  readonly wake: (root: Node) => void;
  /** What is to be seen of it. */
  readonly look: (root: Node) => unknown;
  /** Until it has come to rest: at the start, and once it was woken. */
  readonly ticks?: number;
}

const child = <T extends Node>(root: Node): T => root.children[0] as T;

class Ringing extends Node2D {
  readonly timer = this.addChild(new Timer({ seconds: 0.25 }));
  rung = 0;
  override onReady(): void {
    this.timer.timeout.connect(() => this.rung++);
  }
}
class Dial extends Drawing {
  angle = 0;
  drawn = 0;
  override onDraw(pen: Pen): void {
    this.drawn++;
    pen.arc(0, 0, 10, 0, this.angle);
  }
}
const track = () =>
  new Path2D({
    smooth: false,
    points: [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
  });
const box = (init: ConstructorParameters<typeof RigidBody2D>[0] = {}) => new RigidBody2D({ bounce: 0, ...init });
const ground = () => new StaticBody2D({ y: 100, width: 1000, height: 20, rotation: 0 });

const sleepers: Readonly<Record<string, Sleeper>> = {
  "a timer that does not run": {
    create: () => new Ringing(),
    wake: (root) => (root as Ringing).timer.start(),
    look: (root) => (root as Ringing).rung,
    ticks: 24,
  },
  "an animation that has ended": {
    create: () => {
      const moves = {
        length: 0.25,
        tracks: [
          {
            property: "x",
            keys: [
              [0, 0],
              [0.25, 50],
            ] as const,
          },
        ],
      };
      return holding(new AnimationPlayer({ animations: { moves }, autoplay: "moves" }));
    },
    wake: (root) => {
      (root as Node2D).x = 0;
      child<AnimationPlayer>(root).play("moves");
    },
    look: (root) => (root as Node2D).x,
    ticks: 24,
  },
  "a state without an update": {
    create: () =>
      holding(
        new StateMachine({
          initial: "off",
          states: { off: {}, on: { update: (_dt, seconds) => (seconds > 0.03 ? "off" : undefined) } },
        }),
      ),
    wake: (root) => child<StateMachine>(root).change("on"),
    look: (root) => child<StateMachine>(root).state,
  },
  "what stands still on a path": {
    create: () => {
      const path = track();
      path.addChild(new PathFollow2D({ progress: 30 }));
      return path;
    },
    wake: (root) => (child<PathFollow2D>(root).progress = 60),
    look: (root) => child<PathFollow2D>(root).x,
  },
  "what has come to the end of its path": {
    create: () => {
      const path = track();
      path.addChild(new PathFollow2D({ speed: 640, loop: false }));
      return path;
    },
    wake: (root) => (child<PathFollow2D>(root).speed = -640),
    look: (root) => child<PathFollow2D>(root).x,
    ticks: 20,
  },
  "particles that are gone": {
    create: () => holding(new Particles2D({ emitting: false, lifetime: 0.25 })),
    wake: (root) => child<Particles2D>(root).burst(9),
    look: (root) => child<Particles2D>(root).count,
    ticks: 24,
  },
  "a drawing that is drawn": {
    create: () => new Dial(),
    wake: (root) => {
      (root as Dial).angle = 1;
      (root as Dial).redraw();
    },
    look: (root) => (root as Dial).drawn,
  },
  "a map of tiles": {
    create: () => new TileMap({ layout: ["#"], tiles: { "#": { color: "red" } } }),
    wake: (root) => (root as TileMap).setTile(0, 0, " "),
    look: (root) => (root as TileMap).getTile(0, 0),
  },
  "bodies that sleep": {
    create: () => holding(box(), ground(), new AnimatableBody2D({ x: 300.1, y: 7.7, rotation: 0.3 }), new Area2D()),
    wake: (root) => child<RigidBody2D>(root).applyImpulse({ x: 0, y: -300 }),
    look: (root) => Math.round(child<RigidBody2D>(root).y),
    ticks: 160,
  },
};

test.each(Object.entries(sleepers))("[E8] %s lets a scene rest, stays as it is, and is woken", (_what, sleeper) => {
  const { create, wake, look, ticks = 5 } = sleeper;
  const { scene, root } = startScene(create);
  const rest = new Rest(scene);
  const isAtRest = () => {
    step(scene);
    return rest.noteTurn(true);
  };
  const fallsAsleep = () => Array.from({ length: ticks }, isAtRest).at(-1);
  expect(fallsAsleep()).toBe(true);

  const before = scene.stateBytes().slice();
  const seen = look(root);
  for (let tick = 0; tick < 64; tick++) expect(isAtRest()).toBe(true);
  // But for the tick, which stands at the end.
  expect(scene.stateBytes().subarray(0, -8)).toEqual(before.subarray(0, -8));

  wake(root);
  const looks = Array.from({ length: ticks }, () => (isAtRest(), look(root)));
  expect(looks.some((one) => one !== seen)).toBe(true);
  for (let more = 0; more < ticks + 24; more++) isAtRest();
  expect(isAtRest()).toBe(true);
});

test("[E8] a timer, an animation, a state and particles that go on keep a scene awake", () => {
  const spin = {
    length: 1,
    loop: true,
    tracks: [
      {
        property: "rotation",
        keys: [
          [0, 0],
          [1, 1],
        ] as const,
      },
    ],
  };
  const going: readonly (() => Node)[] = [
    () => new Timer({ seconds: 10, running: true }),
    () => new AnimationPlayer({ animations: { spin }, autoplay: "spin" }),
    () => new StateMachine({ initial: "on", states: { on: { update: () => {} } } }),
    () => new Particles2D({ rate: 0.1 }),
    () => box(),
  ];
  for (const create of going) expect(rests(() => holding(create()))).toBe(false);
  const path = track();
  path.addChild(new PathFollow2D({ speed: 1 }));
  expect(rests(() => path)).toBe(false);
});

test("[E8] a body at rest finds out that its ground, its shape, its weight or the gravity is another", () => {
  const changes: readonly ((body: RigidBody2D, floor: StaticBody2D) => void)[] = [
    (_body, floor) => (floor.x = 2000),
    (_body, floor) => (floor.height = 2),
    (body) => (body.gravityScale = -1),
    (body) => (body.radius = 5),
    () => (physics.gravity = { x: 0, y: -900 }),
  ];
  for (const change of changes) {
    const { scene, root } = startScene(() => holding(box({ shape: "circle" }), ground()), options);
    const rest = new Rest(scene);
    const [body, floor] = root.children as [RigidBody2D, StaticBody2D];
    step(scene, 160);
    rest.noteTurn(true);
    step(scene);
    rest.noteTurn(true);
    expect(rest.noteTurn(true)).toBe(true);
    const { y } = body;
    change(body, floor);
    step(scene);
    expect(rest.noteTurn(true)).toBe(false);
    step(scene, 30);
    expect(Math.abs(body.y - y)).toBeGreaterThan(3);
  }
});
