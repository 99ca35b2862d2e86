import { Node2D, PixelGrid } from "nodegen";

export default class PixelPicture extends Node2D {
  grid = this.addChild(new PixelGrid({ columns: 16, rows: 16 }));

  override onUpdate(_dt: number) {
    this.grid.setCell(Math.floor(this.sceneTime * 64) % 16, 3, "teal");
  }
}
