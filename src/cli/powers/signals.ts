/**
 * Ctrl-C and SIGTERM ask for an orderly end; a second one does not wait for it.
 *
 * One press may arrive twice: the terminal signals the whole group, and a program that started this one (`bun run`, npx)
 * passes its own on. What follows this soon is the same wish.
 */
const SAME_WISH_MS = 1000;

export function trapSignals(): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  let askedAt = 0;
  const interrupt = () => {
    if (!controller.signal.aborted) {
      askedAt = performance.now();
      controller.abort();
    } else if (performance.now() - askedAt > SAME_WISH_MS) process.exit(130);
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return { signal: controller.signal };
}
