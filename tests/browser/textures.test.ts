/** A file on the canvas: drawn for the module that may read it, and for no other. */
import { expect, test } from "bun:test";
import { deflateSync } from "node:zlib";

import { makePlace, start } from "../cli/nodegen.ts";
import { pages } from "./browser.ts";
import { live, sees } from "./stage.ts";

const withPage = pages();

/** All of one colour. */
function png(side: number, [red, green, blue]: readonly [number, number, number]): Uint8Array {
  const row = [0, ...Array.from({ length: side }, () => [red, green, blue]).flat()];
  const pixels = Uint8Array.from(Array.from({ length: side }, () => row).flat());
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, side);
  header.setUint32(4, side);
  header.setUint8(8, 8);
  header.setUint8(9, 2);
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const around = new DataView(new ArrayBuffer(8));
    around.setUint32(0, data.length);
    around.setUint32(4, Bun.hash.crc32(body));
    return Buffer.concat([new Uint8Array(around.buffer, 0, 4), body, new Uint8Array(around.buffer, 4, 4)]);
  };
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

const sprite = (name: string, x: number, permissions: string, tint = "white") => `import { Sprite2D } from "nodegen";
${permissions}
export default class ${name} extends Sprite2D {
  texture = "data/a picture.png";
  width = 200;
  height = 200;
  x = ${x};
  y = 270;
  tint = "${tint}";
}
`;

test("[B9] a permitted picture is drawn, tinted as any; without the permission there is an empty frame", async () => {
  await using place = await makePlace();
  await Bun.write(`${place.path}/data/a picture.png`, png(8, [0, 255, 255]));
  const permissions = 'export const permissions = { read: ["data"] };';
  await place.write("plain.ts", sprite("Plain", 200, permissions));
  await place.write("tinted.ts", sprite("Tinted", 480, permissions, "#ff80ff"));
  await place.write("other.ts", sprite("Other", 760, ""));
  const files = ["plain.ts", "tinted.ts", "other.ts"];
  const flags = ["--allow-exec", "--allow-read=data", "--no-prompt", "--state", "state", "--port", "0"];
  await using running = start(place, ["run", ...files, ...flags]);
  const { url } = await running.document();
  const look = async (page: Parameters<Parameters<typeof withPage>[1]>[0]) => {
    await live(page);
    await sees(page, 200, 270, 0x00ffffff);
    await sees(page, 480, 270, 0x0080ffff);
    await sees(page, 760, 270, 0x101216ff);
    const statusOf = (slot: number) =>
      page.evaluate(
        async (id) => (await fetch(`/api/textures/${id}`)).status,
        encodeURIComponent(`${slot}:data/a picture.png`),
      );
    expect([await statusOf(1), await statusOf(3)]).toEqual([200, 403]);
  };
  await withPage(String(url), look, { expected: /403/ });
});
