// Snake: steer with the arrow keys or WASD, eat the apples, do not bite yourself.
import { input, Label, Node2D, PixelGrid, property, random, Timer, Vec2, view, wrap } from "nodegen";

const COLUMNS = 32;
const ROWS = 18;

export default class Snake extends Node2D {
  @property({ range: [2, 20], step: 1 }) movesPerSecond = 8;

  grid = this.addChild(new PixelGrid({ position: view.center, columns: COLUMNS, rows: ROWS, cellSize: 30 }));
  score = this.addChild(
    new Label({ anchor: "topLeft", x: 24, y: 28, align: "left", fontSize: 24, color: "#ffffffcc" }),
  );
  pace = this.addChild(new Timer({ seconds: 1 / 8, repeating: true, running: true }));
  body: Vec2[] = [];
  heading = new Vec2(1, 0);
  turn = new Vec2(1, 0);
  apple = new Vec2();
  best = 0;

  onReady() {
    this.pace.timeout.connect(() => this.move(), { owner: this });
    this.begin();
  }

  onUpdate() {
    this.pace.seconds = 1 / this.movesPerSecond;
    const wanted = new Vec2(
      input.axis("ArrowLeft", "ArrowRight") || input.axis("a", "d"),
      input.axis("ArrowUp", "ArrowDown") || input.axis("w", "s"),
    );
    // One axis at a time, and never straight back.
    if (wanted.length() === 1 && wanted.dot(this.heading) === 0) this.turn = wanted;
    this.paint();
  }

  begin() {
    this.body = [4, 3, 2, 1].map((column) => new Vec2(column, 9));
    this.heading = this.turn = new Vec2(1, 0);
    this.placeApple();
  }

  move() {
    this.heading = this.turn;
    const next = this.body[0].add(this.heading);
    next.set(wrap(next.x, 0, COLUMNS), wrap(next.y, 0, ROWS));
    if (this.covers(next)) return this.begin();
    this.body.unshift(next);
    if (next.distanceTo(this.apple) === 0) this.placeApple();
    else this.body.pop();
    this.best = Math.max(this.best, this.body.length);
  }

  placeApple() {
    do this.apple = new Vec2(random.int(0, COLUMNS - 1), random.int(0, ROWS - 1));
    while (this.covers(this.apple));
  }

  covers(cell: Vec2): boolean {
    return this.body.some((part) => part.distanceTo(cell) === 0);
  }

  paint() {
    for (let i = 0; i < COLUMNS * ROWS; i++) {
      const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
      this.grid.setCell(column, row, (column + row) % 2 === 0 ? "#132a13" : "#163116");
    }
    // The apple breathes.
    this.grid.setCell(this.apple.x, this.apple.y, `hsl(355 85% ${55 + 8 * Math.sin(this.sceneTime * 6)}%)`);
    this.body.forEach((part, i) => this.grid.setCell(part.x, part.y, `hsl(${95 - i} 60% ${Math.max(35, 68 - i)}%)`));
    this.score.text = `length ${this.body.length} · best ${this.best}`;
  }
}
