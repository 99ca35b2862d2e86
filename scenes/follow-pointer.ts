// A fish follows the pointer, or wanders when it has rested, with a tail of bubbles behind it.
import {
  Circle,
  damp,
  type InputEvent,
  lerpAngle,
  Node2D,
  noise,
  property,
  random,
  Rect,
  Sprite2D,
  Vec2,
  view,
} from "nodegen";

export default class FollowPointer extends Node2D {
  @property({ range: [0.5, 12], step: 0.1 }) eagerness = 2.5;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#023e58" }),
  );
  fish = this.addChild(new Sprite2D({ position: view.center, texture: "fish", width: 110, height: 80, z: 2 }));
  goal = view.center.clone();
  idle = 3;

  onReady() {
    this.every(0.09, () => this.bubble());
  }

  onInput(event: InputEvent) {
    if (event.type !== "pointerMove" && event.type !== "pointerDown") return;
    this.goal = event.position.clone();
    this.idle = 0;
  }

  onUpdate(dt: number) {
    this.idle += dt;
    if (this.idle > 3) this.wander();

    const before = this.fish.position.clone();
    this.fish.x = damp(this.fish.x, this.goal.x, this.eagerness, dt);
    this.fish.y = damp(this.fish.y, this.goal.y, this.eagerness, dt);

    const moved = this.fish.position.sub(before);
    if (moved.length() < 0.2) return;
    // Swim upright: a fish that heads left is mirrored, never upside down.
    const isLeft = moved.x < 0;
    this.fish.scale = { x: 1, y: isLeft ? -1 : 1 };
    this.fish.rotation = lerpAngle(this.fish.rotation, moved.angle(), 0.15);
  }

  wander() {
    const t = this.sceneTime * 0.35;
    this.goal = view.center.add(new Vec2(noise(t, 1) * view.width * 0.45, noise(t, 9) * view.height * 0.42));
  }

  bubble() {
    const bubble = this.addChild(
      new Circle({
        position: this.fish.position,
        radius: random.float(3, 10),
        color: "#ffffff1a",
        outline: "#9be7ff",
        outlineWidth: 1.5,
      }),
    );
    bubble
      .tween({ y: bubble.y - random.float(60, 160), opacity: 0 }, random.float(1, 2), "sineOut")
      .call(() => bubble.queueFree());
  }
}
