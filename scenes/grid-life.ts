// Conway's game of life on a grid of cells that glow when born and fade when they die.
import { type InputEvent, mixColor, PixelGrid, property, random, view, wrap } from "nodegen";

const COLUMNS = 96;
const ROWS = 54;

export default class Life extends PixelGrid {
  @property({ range: [1, 32], step: 1 }) generationsPerSecond = 12;
  @property({ kind: "color" }) color = "#4cc9f0";

  position = view.center;
  cells = Array.from({ length: COLUMNS * ROWS }, () => random.chance(0.28));
  /** How bright each cell still is, 0 to 1. */
  glow = this.cells.map(Number);
  owed = 0;

  constructor() {
    super({ columns: COLUMNS, rows: ROWS, cellSize: 10 });
  }

  onInput(event: InputEvent) {
    if (event.type !== "pointerMove" && event.type !== "pointerDown") return;
    // A touch brings the cells under the pointer to life.
    const column = Math.floor(event.position.x / this.cellSize);
    const row = Math.floor(event.position.y / this.cellSize);
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [-1, 0],
    ])
      this.cells[this.index(column + dx, row + dy)] = true;
  }

  onUpdate(dt: number) {
    this.owed += this.generationsPerSecond * dt;
    for (; this.owed >= 1; this.owed--) this.cells = this.cells.map((alive, i) => this.lives(alive, i));

    // A few shades, mixed once a tick, serve every cell.
    const shades = Array.from({ length: 32 }, (_, i) => mixColor("#0b0f1a", this.color, i / 31));
    for (let i = 0; i < this.cells.length; i++) {
      this.glow[i] = this.cells[i] ? 1 : this.glow[i] * 0.93;
      this.setCell(i % COLUMNS, Math.floor(i / COLUMNS), shades[Math.round(this.glow[i] * 31)]);
    }
  }

  lives(alive: boolean, i: number): boolean {
    const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
    let neighbours = 0;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        if ((dx !== 0 || dy !== 0) && this.cells[this.index(column + dx, row + dy)]) neighbours++;
    return neighbours === 3 || (alive && neighbours === 2);
  }

  /** The world is a torus: what leaves on one side comes back on the other. */
  index(column: number, row: number): number {
    return wrap(row, 0, ROWS) * COLUMNS + wrap(column, 0, COLUMNS);
  }
}
