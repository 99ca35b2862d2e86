// A control panel with buttons, a slider and a progress bar: it launches a little planet system and can be worked with the mouse or the keys.
import {
  Button,
  Circle,
  HBox,
  Label,
  Node2D,
  ProgressBar,
  property,
  random,
  Rect,
  Slider,
  TAU,
  VBox,
  Vec2,
  view,
} from "nodegen";

class Planet extends Circle {
  distance = random.float(60, 170);
  angle = random.angle();
}

export default class ControlPanel extends Node2D {
  @property({ range: [1, 30], step: 1 }) mostPlanets = 12;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#10131f" }),
  );
  system = this.addChild(new Node2D({ position: new Vec2(view.center.x, view.center.y - 50) }));
  sun = this.system.addChild(new Circle({ radius: 26, color: "#ffca3a" }));
  panel = this.addChild(new VBox({ anchor: "bottom", y: -92, padding: 14, gap: 10, color: "#1c2235" }));
  title = this.panel.addChild(new Label({ fontSize: 15, color: "#a9b4d0" }));
  buttons = this.panel.addChild(new HBox());
  add = this.buttons.addChild(new Button({ text: "Add a planet" }));
  clear = this.buttons.addChild(new Button({ text: "Start over", color: "#7c3d4f" }));
  speed = this.panel.addChild(new Slider({ min: 0, max: 3, value: 1, step: 0.25, width: 290 }));
  filling = this.panel.addChild(new ProgressBar({ width: 290, height: 10 }));
  planets: Planet[] = [];

  onReady() {
    this.add.pressed.connect(() => this.launch());
    this.clear.pressed.connect(() => this.startOver());
    this.add.grabFocus();
    for (let count = 0; count < 3; count++) this.launch();
  }

  onUpdate(dt: number) {
    for (const planet of this.planets) {
      planet.angle += (this.speed.value * TAU * 12 * dt) / planet.distance;
      planet.position = Vec2.fromAngle(planet.angle, planet.distance);
    }
    this.filling.max = this.mostPlanets;
    this.filling.value = this.planets.length;
    this.add.disabled = this.planets.length >= this.mostPlanets;
    this.title.text = `${this.planets.length} planets at ${this.speed.value}x`;
  }

  launch() {
    const color = `hsl(${random.int(150, 330)} 70% 65%)`;
    this.planets.push(this.system.addChild(new Planet({ radius: random.float(5, 12), color })));
  }

  startOver() {
    for (const planet of this.planets) planet.queueFree();
    this.planets = [];
  }
}
