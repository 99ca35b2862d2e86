//! tries: to upload through Bun's storage client
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class TcpS3 extends Node2D {
  override onReady() {
    const bucket = new Bun.S3Client({
      endpoint: "http://127.0.0.1:__TCP_PORT__",
      bucket: "b",
      accessKeyId: "a",
      secretAccessKey: "s",
    });
    void bucket.write("key", "hello").catch(() => {});
  }
}
