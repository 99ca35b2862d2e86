// Pong against the computer: W and S, the arrow keys or the pointer move the left paddle.
import {
  Circle,
  clamp,
  input,
  type InputEvent,
  Label,
  Line,
  moveToward,
  Node2D,
  property,
  random,
  Rect,
  Vec2,
  view,
} from "nodegen";

class Paddle extends Rect {
  width = 14;
  height = 96;
  cornerRadius = 7;
  color = "#f1faee";
  y = view.height / 2;

  moveTo(y: number) {
    this.y = clamp(y, this.height / 2, view.height - this.height / 2);
  }

  /** Where a ball at `y` meets the paddle: -1 at its upper end, 1 at its lower. */
  hitAt(y: number): number {
    return (y - this.y) / (this.height / 2);
  }
}

export default class Pong extends Node2D {
  @property({ range: [200, 900], step: 10 }) ballSpeed = 420;
  @property({ range: [100, 600], step: 10 }) rivalSpeed = 260;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#1d3557" }),
  );
  net = this.addChild(
    new Line({ points: [new Vec2(view.center.x, 0), new Vec2(view.center.x, view.height)], color: "#ffffff33" }),
  );
  player = this.addChild(new Paddle({ x: 40 }));
  rival = this.addChild(new Paddle({ x: view.width - 40 }));
  ball = this.addChild(new Circle({ position: view.center, radius: 10, color: "#e63946" }));
  board = this.addChild(new Label({ x: view.center.x, y: 48, fontSize: 44, color: "#a8dadc", text: "0   0" }));
  velocity = new Vec2();
  score = { player: 0, rival: 0 };

  onReady() {
    this.serve(-1);
  }

  onInput(event: InputEvent) {
    if (event.type === "pointerMove") this.player.moveTo(event.position.y);
  }

  onUpdate(dt: number) {
    const keys = input.axis("w", "s") || input.axis("ArrowUp", "ArrowDown");
    this.player.moveTo(this.player.y + keys * 420 * dt);
    this.rival.moveTo(moveToward(this.rival.y, this.ball.y, this.rivalSpeed * dt));

    this.ball.translate(this.velocity.mul(dt));
    if (this.ball.y < 10 || this.ball.y > view.height - 10) {
      this.ball.y = clamp(this.ball.y, 10, view.height - 10);
      this.velocity.y *= -1;
    }
    this.bounceOff(this.player, 1);
    this.bounceOff(this.rival, -1);

    if (this.ball.x < -20) this.goal("rival");
    if (this.ball.x > view.width + 20) this.goal("player");
  }

  bounceOff(paddle: Paddle, direction: 1 | -1) {
    const hit = paddle.hitAt(this.ball.y);
    const isTouching = Math.abs(this.ball.x - paddle.x) < 17 && Math.abs(hit) < 1.1;
    if (!isTouching || this.velocity.x * direction > 0) return;
    this.velocity = new Vec2(direction, hit * 0.9).normalized().mul(this.ballSpeed * 1.15);
    paddle.tween({ "scale.x": 1.6 }, 0.05).to({ scale: 1 }, 0.2);
  }

  goal(side: "player" | "rival") {
    this.score[side]++;
    this.board.text = `${this.score.player}   ${this.score.rival}`;
    this.serve(side === "player" ? 1 : -1);
  }

  serve(direction: 1 | -1) {
    this.ball.position = view.center;
    this.velocity = new Vec2(direction, random.float(-0.6, 0.6)).normalized().mul(this.ballSpeed);
  }
}
