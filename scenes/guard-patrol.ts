// A guard with a mind of its own: a state machine lets it patrol, chase the wandering thief when it sees it, and rest.
import { Blackboard, Circle, Label, Node2D, noise, property, Rect, StateMachine, Vec2, view } from "nodegen";

const corners = [new Vec2(180, 120), new Vec2(780, 120), new Vec2(780, 420), new Vec2(180, 420)];

export default class GuardPatrol extends Node2D {
  @property({ range: [60, 320], step: 5 }) sight = 170;
  @property({ range: [40, 300], step: 5 }) guardSpeed = 150;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#22333b" }),
  );
  sightCircle = this.addChild(new Circle({ color: "#eae0d51a", outline: "#eae0d566" }));
  thief = this.addChild(new Circle({ radius: 12, color: "#f25f5c" }));
  keeper = this.addChild(new Circle({ radius: 18, color: "#70c1b3", position: corners[0] }));
  says = this.keeper.addChild(new Label({ y: -34, fontSize: 16, color: "#eae0d5" }));
  known = this.addChild(new Blackboard());
  mind = this.addChild(
    new StateMachine({
      initial: "patrol",
      states: {
        patrol: {
          update: (dt) => {
            if (this.walk(this.nextCorner(), dt)) this.known.set("corner", (this.known.get<number>("corner") ?? 0) + 1);
            return this.distance() < this.sight ? "chase" : undefined;
          },
        },
        chase: {
          enter: () => this.known.set("chases", (this.known.get<number>("chases") ?? 0) + 1),
          update: (dt, seconds) => {
            this.walk(this.thief.position, dt * 1.25);
            if (seconds > 4) return "rest";
            return this.distance() > this.sight * 1.4 ? "patrol" : undefined;
          },
        },
        rest: {
          update: (_dt, seconds) => (seconds > 1.5 ? "patrol" : undefined),
        },
      },
    }),
  );

  onUpdate() {
    const time = this.sceneTime / 4;
    this.thief.position = view.center.add(new Vec2(430 * noise(time, 1.5), 240 * noise(time, 9.5)));
    this.sightCircle.position = this.keeper.position;
    this.sightCircle.radius = this.sight;
    this.says.text = `${this.mind.state} (${this.known.get<number>("chases") ?? 0} chases)`;
  }

  nextCorner(): Vec2 {
    return corners[(this.known.get<number>("corner") ?? 0) % corners.length] ?? view.center;
  }

  distance(): number {
    return this.keeper.position.distanceTo(this.thief.position);
  }

  /** Answers whether it is there. */
  walk(goal: Vec2, dt: number): boolean {
    this.keeper.position = this.keeper.position.moveToward(goal, this.guardSpeed * dt);
    return this.keeper.position.distanceTo(goal) < 1;
  }
}
