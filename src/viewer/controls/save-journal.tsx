/** What has happened so far, as a file that another nodegen plays again or shows. The server has it; the browser saves it. */
import { useApp } from "../app.ts";

export function SaveJournal() {
  const { state } = useApp();
  if (!state.hasJournal.value) return null;
  return (
    <a
      class="button"
      href="/api/journal"
      download
      title="Save what has happened so far, for nodegen replay FILE --view; the bodies of answers from outside are in it"
    >
      Save journal
    </a>
  );
}
