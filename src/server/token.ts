/**
 * The server's token: what tells the person who started it from every other program and page on this machine.
 */
import { timingSafeEqual } from "node:crypto";

/** 32 bytes: out of reach of guessing. */
export const makeToken = (random: (size: number) => Uint8Array): string =>
  Buffer.from(random(32)).toString("base64url");

/** Takes as long for a near miss as for a far one; digests, so that lengths tell nothing either. */
export const sameToken = (given: string, token: string): boolean => timingSafeEqual(digest(given), digest(token));

const digest = (text: string): Uint8Array => new Bun.CryptoHasher("sha256").update(text).digest();

/** Cookies know no ports: two servers on one machine would overwrite each other's without the port in the name. */
export const cookieName = (port: number): string => `nodegen-${port}`;
