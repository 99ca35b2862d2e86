//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --allow-read=public --allow-storage --allow-model --no-prompt
import { ask, fetch, Node2D, readText, storage } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"], read: ["public"], storage: true, model: true };

export default class GrantedCalls extends Node2D {
  override async onReady() {
    const answer = await fetch("http://127.0.0.1:__HTTP_PORT__/");
    const again = await fetch("http://127.0.0.1:__HTTP_PORT__/?to=http://127.0.0.1:__HTTP_PORT__/");
    await storage.set("mine", `${answer.text()} ${again.text()} ${await readText("public/inner/../hello.txt")}`);
    console.log(`got ${await storage.get("mine")} and ${await ask("anything")}`);
  }
}
