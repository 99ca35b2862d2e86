/**
 * Pictures that modules may read, for pages to draw. What a file is, is told from its bytes and never from its name: a page
 * would otherwise be served whatever lies in the granted folder.
 */
import type { CallError } from "../../base/broker-call.ts";
import { quoted } from "../../base/printable.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { Texture } from "./broker.ts";
import type { EffectContext } from "./effect.ts";
import { readPermitted } from "./open-file.ts";

export async function readTexture(path: string, context: EffectContext): Promise<Result<Texture, CallError>> {
  const read = await readPermitted(path, context.limits.textureBytes, context);
  if (!read.ok) return read;
  const type = pictureType(read.value);
  return type === undefined
    ? err({ message: `Cannot show ${quoted(path, 200)}: it is no png, jpeg or webp` })
    : ok({ bytes: read.value, type });
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [...Buffer.from("RIFF")];
const WEBP = [...Buffer.from("WEBP")];

function pictureType(bytes: Uint8Array): Texture["type"] | undefined {
  const has = (mark: readonly number[], at = 0) => mark.every((byte, index) => bytes[at + index] === byte);
  if (has(PNG)) return "image/png";
  if (has(JPEG)) return "image/jpeg";
  return has(RIFF) && has(WEBP, 8) ? "image/webp" : undefined;
}
