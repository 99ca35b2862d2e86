import { Node2D } from "nodegen";
const fetch = (url: string): string => url.toUpperCase();

export default class OwnFetchFunction extends Node2D {
  override onReady() {
    this.name = fetch("fetched");
  }
}
