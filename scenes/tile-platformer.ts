// A platformer on a map of tiles: a hero runs and jumps by itself, collects coins, and obeys the arrow keys when pressed.
import { input, Label, Node2D, property, random, Rect, Sprite2D, TileMap, Vec2, view } from "nodegen";

const level = [
  "                              ",
  "                              ",
  "        o           o         ",
  "      #####       #####     o ",
  "                            ##",
  "  o           o               ",
  " ####       #####       o     ",
  "                      #####   ",
  "        o                     ",
  "      #####     o          o  ",
  "              #####      #### ",
  " o                            ",
  "####     t           t        ",
  "gggggggggggg   gggggggggggggg ",
  "dddddddddddd   dddddddddddddd ",
];

export default class TilePlatformer extends Node2D {
  @property({ range: [60, 300], step: 10 }) speed = 150;
  @property({ range: [200, 700], step: 10 }) jump = 470;
  @property({ range: [300, 1600], step: 20 }) gravity = 1000;

  sky = this.addChild(new Rect({ position: view.center, width: view.width, height: view.height, color: "#8ecae6" }));
  map = this.addChild(
    new TileMap({
      position: view.center,
      layout: level,
      tiles: {
        "#": { color: "#8d6e63", solid: true },
        g: { color: "#6a994e", solid: true },
        d: { color: "#7f5539", solid: true },
        t: { texture: "tree" },
        o: { texture: "coin" },
      },
    }),
  );
  hero = this.addChild(new Sprite2D({ texture: "person", width: 30, height: 30, x: 60, y: 60 }));
  score = this.addChild(new Label({ anchor: "topRight", x: -60, y: 26, color: "#1d3557" }));
  velocity = new Vec2();
  heading = 1;
  coins = 0;

  onUpdate(dt: number) {
    const keys = input.axis("ArrowLeft", "ArrowRight");
    if (keys !== 0) this.heading = keys;
    this.velocity = new Vec2(this.heading * this.speed, this.velocity.y + this.gravity * dt);
    this.walk(dt);
    this.collect();
    this.score.text = `coins: ${this.coins}`;
  }

  walk(dt: number) {
    const step = this.velocity.mul(dt);
    const wanted = this.hero.position.add(step);
    this.hero.position = this.map.slide(this.hero.position, 22, 30, step);
    if (Math.abs(this.hero.x - wanted.x) > 0.01) this.heading = -this.heading;
    if (Math.abs(this.hero.y - wanted.y) > 0.01) {
      const landed = step.y > 0;
      this.velocity = new Vec2(this.velocity.x, 0);
      if (landed && (input.isDown("ArrowUp") || random.chance(0.04))) this.velocity.y = -this.jump;
    }
    if (this.hero.x < 16 || this.hero.x > view.width - 16) this.heading = this.hero.x < 16 ? 1 : -1;
    if (this.hero.y > view.height + 40) this.hero.position = new Vec2(60, 60);
  }

  collect() {
    const { x: column, y: row } = this.map.cellAt(this.hero.position);
    if (this.map.getTile(column, row) !== "o") return;
    this.map.setTile(column, row, " ");
    this.coins++;
    this.after(6, () => this.map.setTile(column, row, "o"));
  }
}
