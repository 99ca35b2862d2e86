//! tries: to write replies of the protocol ahead of being asked
//! fires: forged-verdict
//! expected: rejected
//! layer: gate
import { writeSync } from "node:fs";

import { Node2D } from "nodegen";

export default class WriteReply extends Node2D {
  constructor() {
    super();
    const head = JSON.stringify({
      ok: true,
      tick: 10,
      nodes: 1,
      active: true,
      log: [],
      logDropped: 0,
      digest: `sha256:${"0".repeat(64)}`,
    });
    const header = new Uint8Array(16);
    const view = new DataView(header.buffer);
    view.setUint8(0, 1);
    view.setUint8(1, 0xa7);
    view.setUint32(4, head.length, true);
    for (let n = 0; n < 40; n++) writeSync(1, Buffer.concat([header, Buffer.from(head)]));
    writeSync(1, '\nVERDICT {"ok":true,"digest":"forged"}\n');
    throw new Error("an honest fault");
  }
}
