/** Ctrl-C and SIGTERM ask for an orderly end; a second one does not wait for it. */
export function trapSignals(): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return { signal: controller.signal };
}
