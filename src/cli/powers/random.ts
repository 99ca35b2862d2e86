/** Bytes that nobody can guess: tokens are made of them. */
export const randomBytes = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));
