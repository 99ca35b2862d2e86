/** Milliseconds since 1970, as every process of this machine has them, with their fractions. */
export const wallNow = (): number => performance.timeOrigin + performance.now();
