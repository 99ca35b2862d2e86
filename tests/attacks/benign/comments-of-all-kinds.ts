import { Node2D } from "nodegen";

export default class CommentsOfAllKinds extends Node2D {
  // see https://example.com/<reference> and // more
  /* a <b> c --> d */
  /** @param dt ignored, ts-like, nocheck */
  override x = 2;
}
