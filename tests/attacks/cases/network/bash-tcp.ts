//! tries: to reach a host through the shell's own device
//! fires: tcp
//! expected: rejected
//! layer: kernel
import { Node2D } from "nodegen";

export default class BashTcp extends Node2D {
  override onReady() {
    Bun.spawnSync(["/bin/bash", "-c", "echo hello > /dev/tcp/127.0.0.1/__TCP_PORT__"]);
  }
}
