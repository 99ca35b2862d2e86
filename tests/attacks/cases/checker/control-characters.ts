//! tries: to have the type checker print control characters that it quotes
//! fires: terminal-escape
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

const title: "plain" = "2J0;owned";

export default class ControlCharacters extends Node2D {
  kind = title;
}
