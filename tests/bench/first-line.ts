/** What was printed until something like this came. */
export async function firstLine(stream: ReadableStream<Uint8Array>, until: RegExp): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  // The stream goes on: what comes later is left unread.
  for await (const bytes of stream.values({ preventCancel: true })) {
    text += decoder.decode(bytes, { stream: true });
    if (until.test(text)) return text;
  }
  throw new Error(`It ended before ${until} was printed:\n${text}`);
}
