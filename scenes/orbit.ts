// Planets orbit a glowing sun, the inner ones faster, and one of them carries a moon.
import { Circle, Node2D, property, random, Rect, TAU, view } from "nodegen";

/** Turns about its own origin and carries a body at its rim. */
class Orbit extends Node2D {
  body: Circle;

  constructor(
    readonly turnsPerSecond: number,
    radius: number,
    bodyRadius: number,
    color: string,
  ) {
    super({ rotation: random.angle() });
    this.addChild(new Circle({ radius, color: "transparent", outline: "#ffffff22", outlineWidth: 1 }));
    this.body = this.addChild(new Circle({ x: radius, radius: bodyRadius, color }));
  }
}

export default class SolarSystem extends Node2D {
  @property({ range: [0, 5], step: 0.1 }) speed = 1;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#0a0d1c" }),
  );
  sun = this.addChild(new Circle({ position: view.center, radius: 34, color: "#ffcf56", outline: "#ffcf5644" }));
  orbits: Orbit[] = [];

  onReady() {
    this.sun.tween({ outlineWidth: 26 }, 1.2, "sineInOut").to({ outlineWidth: 12 }, 1.2, "sineInOut").repeat();
    this.orbit(this.sun, 0.5, 75, 8, "#b8a38a");
    this.orbit(this.sun, 0.29, 115, 13, "#f2c078");
    const earth = this.orbit(this.sun, 0.18, 165, 14, "#5aa9e6");
    this.orbit(earth.body, 0.9, 28, 4, "#dfe7ef");
    this.orbit(this.sun, 0.1, 225, 11, "#e4572e");
  }

  orbit(around: Node2D, turnsPerSecond: number, radius: number, bodyRadius: number, color: string): Orbit {
    const orbit = around.addChild(new Orbit(turnsPerSecond, radius, bodyRadius, color));
    this.orbits.push(orbit);
    return orbit;
  }

  onUpdate(dt: number) {
    for (const orbit of this.orbits) orbit.rotation += orbit.turnsPerSecond * this.speed * TAU * dt;
  }
}
