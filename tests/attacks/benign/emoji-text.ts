import { Label, Node2D } from "nodegen";

export default class EmojiText extends Node2D {
  override onReady() {
    this.addChild(new Label({ text: "★ 👩‍🚀 日本語 עברית" }));
  }
}
