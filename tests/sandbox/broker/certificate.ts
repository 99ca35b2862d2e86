/**
 * A certificate for one name, signed by its own key, made when a test needs it: no key lies in the repository, and the
 * machine needs no OpenSSL. X.509 (RFC 5280) in DER, with the one extension that names are read from.
 */
import { generateKeyPairSync, sign } from "node:crypto";

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

export function certificateFor(name: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid("2a8648ce3d040302")); // ecdsa-with-SHA256
  const who = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(name))))); // commonName
  const validity = sequence(...["20200101000000Z", "21200101000000Z"].map((time) => der(0x18, Buffer.from(time))));
  const alternativeName = der(0x04, sequence(der(0x82, Buffer.from(name))));
  const extensions = der(0xa3, sequence(sequence(oid("551d11"), alternativeName)));
  const version = der(0xa0, integer(2));
  const spki = publicKey.export({ type: "spki", format: "der" });
  const body = sequence(version, integer(1), algorithm, who, validity, who, spki, extensions);
  const signature = der(0x03, Buffer.of(0), sign("sha256", body, privateKey));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: pem(sequence(body, algorithm, signature)),
  };
}

const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.of(value));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));

/** Tag, length, value. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), value]);
}

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
