// A robot dances: keyframe animations move its arms, head and lights, one after the other, at a speed of your choice.
import { AnimationPlayer, Circle, Node2D, property, Rect, TAU, view } from "nodegen";

export default class RobotDance extends Node2D {
  @property({ range: [0.2, 3], step: 0.1 }) speed = 1;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#231942" }),
  );
  floor = this.addChild(new Rect({ x: view.center.x, y: 500, width: view.width, height: 80, color: "#5e548e" }));
  robot = this.addChild(new Node2D({ x: view.center.x, y: 330 }));
  player = new AnimationPlayer({
    animations: {
      wave: {
        length: 2,
        tracks: [
          {
            path: "Right",
            property: "rotation",
            keys: [
              [0, 0],
              [0.4, -2.4, "backOut"],
              [0.8, -1.9],
              [1.2, -2.4],
              [2, 0, "sineInOut"],
            ],
          },
          {
            path: "Head",
            property: "rotation",
            keys: [
              [0, 0],
              [0.5, 0.2, "sineInOut"],
              [1.5, -0.2, "sineInOut"],
              [2, 0, "sineInOut"],
            ],
          },
        ],
      },
      jump: {
        length: 1.6,
        tracks: [
          {
            property: "position.y",
            keys: [
              [0, 330],
              [0.2, 345, "quadOut"],
              [0.7, 210, "cubicOut"],
              [1.2, 330, "bounceOut"],
              [1.6, 330],
            ],
          },
          {
            path: "Left",
            property: "rotation",
            keys: [
              [0, 0],
              [0.7, 2.6, "cubicOut"],
              [1.2, 0, "quadIn"],
            ],
          },
          {
            path: "Right",
            property: "rotation",
            keys: [
              [0, 0],
              [0.7, -2.6, "cubicOut"],
              [1.2, 0, "quadIn"],
            ],
          },
          {
            path: "Light",
            property: "color",
            keys: [
              [0, "#e0b1cb"],
              [0.7, "#ffd166"],
              [1.6, "#e0b1cb"],
            ],
          },
        ],
      },
      spin: {
        length: 1.2,
        tracks: [
          {
            property: "rotation",
            keys: [
              [0, 0],
              [1.2, TAU, "backInOut"],
            ],
          },
        ],
      },
    },
  });

  onReady() {
    this.robot.addChild(new Rect({ width: 120, height: 150, cornerRadius: 18, color: "#9f86c0" }));
    this.arm("Left", -76);
    this.arm("Right", 76);
    const head = this.robot.addChild(
      new Rect({ name: "Head", y: -120, width: 90, height: 70, cornerRadius: 16, color: "#be95c4" }),
    );
    for (const x of [-20, 20]) head.addChild(new Circle({ x, y: -4, radius: 8, color: "#231942" }));
    this.robot.addChild(new Circle({ name: "Light", y: -20, radius: 16, color: "#e0b1cb" }));
    this.robot.addChild(this.player);
    this.player.finished.connect((name) => this.player.play(this.following(name)));
    this.player.play("wave");
  }

  onUpdate() {
    this.player.speed = this.speed;
  }

  following(name: string): string {
    const names = Object.keys(this.player.animations);
    return names[(names.indexOf(name) + 1) % names.length] ?? name;
  }

  arm(name: string, x: number) {
    const shoulder = this.robot.addChild(new Node2D({ name, x, y: -50 }));
    shoulder.addChild(new Rect({ y: 45, width: 26, height: 100, cornerRadius: 12, color: "#be95c4" }));
  }
}
