//! tries: to have the terminal obey a line of source that is shown beside an error
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class SourceLine extends Node2D {
  override onReady() {
    /* [2J */ throw new Error(`[2J`);
  }
}
