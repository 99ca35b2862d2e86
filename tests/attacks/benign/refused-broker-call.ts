import { Node2D, NotCapable, readText } from "nodegen";

export default class RefusedBrokerCall extends Node2D {
  override async onReady() {
    try {
      await readText("notes.txt");
    } catch (error) {
      if (error instanceof NotCapable) this.x = 1;
    }
  }
}
