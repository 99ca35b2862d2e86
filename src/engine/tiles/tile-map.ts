/** A map of tiles in one node: drawn as letters in the module, asked by column and row, walked on with `slide`. */
import { didYouMean } from "../../base/nearest.ts";
import { pictures } from "../../base/pictures.ts";
import { engineClass } from "../classes.ts";
import { noColor, tryColor } from "../color.ts";
import { shown } from "../fault.ts";
import { refuse, size } from "../fields.ts";
import { inner, label, touch } from "../inner.ts";
import { keep } from "../kept.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { inBox } from "../shapes.ts";
import { addSystem, always } from "../systems.ts";
import { Vec2, type Vec2Like } from "../vec2.ts";
import { slide } from "./slide.ts";
import { EMPTY, type Tile, TileGrid } from "./tile-grid.ts";

/** As of a PixelGrid: a whole picture of it still fits into one frame. */
const MOST_TILES = 200_000;

const grids = new WeakMap<TileMap, TileGrid>();
/** For drivers. Made when first asked for: the options of the constructor come before any field of the class. */
export function gridOf(map: TileMap): TileGrid {
  let grid = grids.get(map);
  if (grid === undefined) grids.set(map, (grid = new TileGrid(0, 0)));
  return grid;
}

/** A grid of tiles, centred. `layout` is the map as letters, row by row, and `tiles` says what each letter is. */
export class TileMap extends Node2D {
  /** Pixels across one tile. */
  declare tileSize: number;

  constructor(init?: Node2DInit & { layout?: readonly string[]; tiles?: Record<string, Tile>; tileSize?: number }) {
    super(init);
  }

  /** One string for each row, a space for nothing; shorter rows end in nothing. */
  get layout(): readonly string[] {
    return gridOf(this).layout;
  }
  set layout(value: readonly string[]) {
    if (!Array.isArray(value) || value.some((row) => typeof row !== "string"))
      refuse(this, "layout", value, 'it must be a list of strings, like ["###", "#.#"]');
    const count = Math.max(0, ...value.map((row) => [...row].length)) * value.length;
    if (count > MOST_TILES) refuse(this, "layout", count, `at most ${MOST_TILES} tiles fit`);
    gridOf(this).setLayout(value);
    touch(this);
  }
  /** What each letter of the layout is. A letter that is not here is refused; the space is nothing. */
  get tiles(): Record<string, Tile> {
    return { ...gridOf(this).legend };
  }
  set tiles(value: Record<string, Tile>) {
    if (typeof value !== "object" || value === null)
      refuse(this, "tiles", value, 'it must be an object, like { "#": { color: "gray", solid: true } }');
    for (const [letter, tile] of Object.entries(value)) checkTile(this, letter, tile);
    gridOf(this).setLegend({ ...value });
    touch(this);
  }
  get columns(): number {
    return gridOf(this).columns;
  }
  get rows(): number {
    return gridOf(this).rows;
  }

  /** Out of bounds is ignored. */
  setTile(column: number, row: number, tile: string): void {
    if (tile !== EMPTY && !Object.hasOwn(gridOf(this).legend, tile)) throw unknownTile(this, tile);
    gridOf(this).set(column, row, tile);
    touch(this);
  }
  /** Its letter; a space outside. */
  getTile(column: number, row: number): string {
    return gridOf(this).get(column, row);
  }
  /** Whether its tile is solid; nothing outside is. */
  isSolid(column: number, row: number): boolean {
    return gridOf(this).isSolid(column, row);
  }
  /** The column and row, as x and y, at a point of the scene; it may be outside. */
  cellAt(point: Vec2Like): Vec2 {
    const { x, y } = this.#toTiles(point);
    return new Vec2(Math.floor(x), Math.floor(y));
  }
  /** The middle of a tile, in the scene. */
  centerOf(column: number, row: number): Vec2 {
    return this.#toScene({ x: column + 0.5, y: row + 0.5 });
  }
  /**
   * Where the middle of a box of that size comes to be when it goes by `step` and stops at solid tiles, in the scene: it
   * slides along walls. For maps that are not turned.
   */
  slide(center: Vec2Like, width: number, height: number, step: Vec2Like): Vec2 {
    const { x, y } = this.#toTiles(center);
    const goal = this.#toTiles({ x: center.x + step.x, y: center.y + step.y });
    const across = this.tileSize * Math.abs(this.scale.x);
    const down = this.tileSize * Math.abs(this.scale.y);
    const box = { x, y, halfWidth: width / 2 / across, halfHeight: height / 2 / down };
    return this.#toScene(slide(box, { x: goal.x - x, y: goal.y - y }, (column, row) => this.isSolid(column, row)));
  }
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.columns * this.tileSize, this.rows * this.tileSize);
  }

  #toTiles(point: Vec2Like): Vec2 {
    const { x, y } = this.toLocal(point);
    return new Vec2(x / this.tileSize + this.columns / 2, y / this.tileSize + this.rows / 2);
  }
  #toScene({ x, y }: Vec2Like): Vec2 {
    return this.toGlobal({ x: (x - this.columns / 2) * this.tileSize, y: (y - this.rows / 2) * this.tileSize });
  }
}
engineClass(TileMap, "TileMap", { tileSize: size(32) }, ["layout", "tiles"]);
keep<TileMap>(
  "TileMap",
  "layout",
  (map) => [...map.layout],
  (map, rows) => {
    if (Array.isArray(rows)) map.layout = rows.map(String);
  },
);
// Once a tick, when layout and legend have both been set.
function checkLetters(maps: readonly TileMap[], scene: Scene): void {
  for (const map of maps) {
    const unknown = inner(map).scene === scene ? gridOf(map).unknown() : undefined;
    if (unknown !== undefined)
      scene.guard.run(map, "layout", () => {
        throw unknownTile(map, unknown);
      });
  }
}
addSystem<TileMap>(["TileMap"], "drawing", checkLetters, always);

function checkTile(map: TileMap, letter: string, { color, texture }: Tile): void {
  if ([...letter].length !== 1 || letter === EMPTY)
    refuse(map, "tiles", letter, "each key must be one letter of the layout, and a space is nothing");
  if (color !== undefined && tryColor(color) === null)
    refuse(map, `the color of tile "${letter}"`, color, noColor(color));
  if (texture !== undefined && !(pictures as readonly string[]).includes(texture))
    refuse(
      map,
      `the texture of tile "${letter}"`,
      texture,
      `use ${pictures.join(", ")}.${didYouMean(texture, pictures)}`,
    );
}

const unknownTile = (map: TileMap, letter: string): Error =>
  new TypeError(
    `Cannot show the tile ${shown(letter)} of ${label(map)}: its tiles have none of that letter.${didYouMean(letter, Object.keys(map.tiles))}`,
  );
