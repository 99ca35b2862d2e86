// A fountain of glowing particles that rise, cool from white to red and fade away.
import { Circle, mixColor, Node2D, property, random, Rect, remap, Vec2, view } from "nodegen";

class Spark extends Circle {
  velocity = new Vec2();
  age = 0;
  life = 1;
}

export default class Fountain extends Node2D {
  @property({ range: [10, 240], step: 5 }) sparksPerSecond = 120;
  @property({ range: [0, 1.2], step: 0.01, kind: "angle" }) spread = 0.35;
  @property({ range: [100, 700], step: 10 }) power = 480;
  @property({ range: [-300, 300], step: 5 }) wind = 20;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#10081a" }),
  );
  sparks: Spark[] = [];
  owed = 0;

  onUpdate(dt: number) {
    this.owed += this.sparksPerSecond * dt;
    for (; this.owed >= 1; this.owed--) this.emit();

    for (const spark of this.sparks) this.move(spark, dt);
    this.sparks = this.sparks.filter((spark) => spark.age < spark.life);
  }

  emit() {
    const spark = new Spark({ x: view.center.x, y: view.height - 30, radius: random.float(2, 7) });
    spark.velocity = Vec2.fromAngle(
      -Math.PI / 2 + random.gaussian(0, this.spread / 2),
      this.power * random.float(0.7, 1),
    );
    spark.life = random.float(1.2, 2.4);
    this.sparks.push(this.addChild(spark));
  }

  move(spark: Spark, dt: number) {
    spark.age += dt;
    spark.velocity = spark.velocity.add({ x: this.wind * dt, y: 320 * dt });
    spark.translate(spark.velocity.mul(dt));

    const spent = spark.age / spark.life;
    spark.color =
      spent < 0.4
        ? mixColor("#fff7d6", "#ffb703", spent / 0.4)
        : mixColor("#ffb703", "#d00045", remap(spent, 0.4, 1, 0, 1));
    spark.opacity = 1 - Math.min(1, spent) ** 3;
    if (spark.age >= spark.life) spark.queueFree();
  }
}
