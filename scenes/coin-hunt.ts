// Fly a ship with the arrow keys and collect coins before the time runs out; Space begins again.
import {
  Camera2D,
  clamp,
  input,
  Label,
  Node2D,
  property,
  random,
  Rect,
  Signal,
  Sprite2D,
  Timer,
  Vec2,
  view,
} from "nodegen";

class Coin extends Sprite2D {
  texture = "coin";
  width = 40;
  height = 40;
  readonly collected = new Signal<[at: Vec2]>();

  onReady() {
    this.addToGroup("coins");
    this.tween({ "scale.x": 0.2 }, 0.4, "sineInOut").to({ "scale.x": 1 }, 0.4, "sineInOut").repeat();
  }

  collect() {
    this.collected.emit(this.position);
    this.queueFree();
  }
}

export default class CoinHunt extends Node2D {
  @property({ range: [100, 800], step: 10 }) thrust = 520;
  @property({ range: [5, 60], step: 1 }) seconds = 30;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#20124d" }),
  );
  camera = this.addChild(new Camera2D({ position: view.center }));
  ship = this.addChild(new Sprite2D({ texture: "ship", width: 72, height: 72, z: 1 }));
  board = this.addChild(new Label({ anchor: "top", y: 36, fontSize: 26, color: "#ffd966" }));
  clock = this.addChild(new Timer());
  velocity = new Vec2();
  score = 0;

  onReady() {
    this.clock.timeout.connect(() => this.camera.shake(10, 0.6), { owner: this });
    this.begin();
  }

  begin() {
    for (const coin of this.nodesInGroup("coins")) coin.queueFree();
    for (let i = 0; i < 8; i++) this.addCoin();
    this.ship.position = view.center;
    this.velocity.set(0, -120);
    this.score = 0;
    this.clock.start(this.seconds);
  }

  addCoin() {
    const coin = new Coin({ x: random.float(60, view.width - 60), y: random.float(90, view.height - 60) });
    coin.collected.connect((at) => this.reward(at));
    this.addChild(coin);
  }

  reward(at: Vec2) {
    this.score++;
    const cheer = this.addChild(new Label({ position: at, text: "+1", color: "#ffd966", fontSize: 28 }));
    cheer.tween({ y: at.y - 50, opacity: 0 }, 0.8, "cubicOut").call(() => cheer.queueFree());
    this.addCoin();
  }

  onUpdate(dt: number) {
    this.board.text = this.clock.running
      ? `${this.score} coins · ${Math.ceil(this.clock.remaining)} s`
      : `Time! ${this.score} coins. Press Space.`;
    if (input.justPressed(" ")) return this.begin();
    if (!this.clock.running) return;

    const push = input.vector("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown");
    this.velocity = this.velocity.add(push.mul(this.thrust * dt)).mul(0.99);
    this.ship.translate(this.velocity.mul(dt));
    this.ship.position = new Vec2(clamp(this.ship.x, 30, view.width - 30), clamp(this.ship.y, 30, view.height - 30));
    if (this.velocity.length() > 5) this.ship.rotation = this.velocity.angle();

    for (const coin of this.nodesInGroup<Coin>("coins")) {
      if (coin.position.distanceTo(this.ship.position) < 48) coin.collect();
    }
  }
}
