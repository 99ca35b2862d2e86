// A camera tours a little village by night, stopping at each house, while the titles stay on the screen.
import { Camera2D, Label, Node2D, Polygon, property, random, Rect, Sprite2D, Vec2 } from "nodegen";

const STOPS = [
  { name: "The bakery", at: new Vec2(0, 0), wall: "#e07a5f" },
  { name: "The school", at: new Vec2(900, -160), wall: "#81b29a" },
  { name: "The harbour", at: new Vec2(1500, 420), wall: "#3d85c6" },
  { name: "The old mill", at: new Vec2(420, 700), wall: "#f2cc8f" },
];

const ROOF = [new Vec2(-95, -55), new Vec2(0, -125), new Vec2(95, -55)];

class House extends Rect {
  width = 150;
  height = 120;
  cornerRadius = 6;
  roof = this.addChild(new Polygon({ points: ROOF, color: "#5f3a3a" }));
  light = this.addChild(new Rect({ x: 30, y: -5, width: 34, height: 34, color: "#ffe8a3" }));
  door = this.addChild(new Rect({ x: -35, y: 30, width: 34, height: 60, color: "#4b3832" }));

  onReady() {
    this.light
      .tween({ opacity: 0.55 }, random.float(0.6, 1.4), "sineInOut")
      .to({ opacity: 1 }, 0.8, "sineInOut")
      .repeat();
  }
}

export default class VillageTour extends Node2D {
  @property({ range: [0.5, 6], step: 0.1 }) secondsPerStop = 2.5;

  ground = this.addChild(new Rect({ x: 750, y: 270, width: 4000, height: 3000, color: "#1f3b2d", z: -2 }));
  camera = this.addChild(new Camera2D({ position: STOPS[0].at, zoom: 1.4 }));
  title = this.addChild(new Label({ anchor: "bottom", y: -48, fontSize: 34, z: 10 }));
  stop = 0;

  onReady() {
    for (const { name, at, wall } of STOPS) this.addChild(new House({ name, position: at, color: wall }));
    for (let i = 0; i < 90; i++) {
      const place = new Vec2(random.float(-500, 2000), random.float(-500, 1100));
      const isFree = STOPS.every(({ at }) => at.distanceTo(place) > 150);
      if (isFree)
        this.addChild(new Sprite2D({ texture: "tree", position: place, scale: random.float(0.8, 1.5), z: -1 }));
    }
    this.travel();
  }

  travel() {
    const { name, at } = STOPS[this.stop];
    this.stop = (this.stop + 1) % STOPS.length;
    this.title.text = name;
    this.title.opacity = 0;
    this.title.tween({ opacity: 1 }, 0.8);
    // Rise above the roofs on the way, and come down on arrival.
    const half = this.secondsPerStop / 2;
    this.camera.tween({ zoom: 0.7 }, half, "sineInOut").to({ zoom: 1.4 }, half, "sineInOut");
    this.camera
      .tween({ "position.x": at.x, "position.y": at.y }, this.secondsPerStop, "cubicInOut")
      .wait(1)
      .call(() => this.travel());
  }

  onUpdate() {
    // Hand-held: the camera is never quite still.
    this.camera.rotation = Math.sin(this.sceneTime * 0.7) * 0.01;
  }
}
