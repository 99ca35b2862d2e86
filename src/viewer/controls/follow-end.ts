/** Keeps a scrolled list at its end while new lines come, unless the reader has scrolled up. */
import { useLayoutEffect, useRef } from "preact/hooks";

/** Pixels from the end that still count as the end: fractions of a line, a shaky trackpad. */
const near = 24;

export function useFollowEnd<T extends HTMLElement>(changed: unknown) {
  const list = useRef<T>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [changed]);
  const onScroll = () => {
    const element = list.current;
    if (element) follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
  };
  return { list, onScroll };
}
