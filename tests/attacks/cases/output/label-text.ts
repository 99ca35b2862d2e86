//! tries: to draw a text of many megabytes in every frame
//! fires: resource
//! expected: rejected
//! layer: host
import { Label, Node2D } from "nodegen";

export default class LabelText extends Node2D {
  override onReady() {
    for (let n = 0; n < 2_000; n++) this.addChild(new Label({ text: `${n}`.repeat(20_000) }));
  }

  override onUpdate(_dt: number) {
    for (const label of this.childrenOf(Label)) label.text += this.sceneTime;
    console.log(
      this.childrenOf(Label)
        .map((label) => label.text)
        .join(""),
    );
  }
}
