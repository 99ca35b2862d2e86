/** The texts of one module that there are to look at: what was turned away, what runs, what ran before. Pure. */
import type { Finding } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { SlotInfo } from "../wire/page.ts";

export interface CodeText {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly hash: Hash;
  /** Undefined where this page has not been told of it; what has none has a version. */
  readonly source: string | undefined;
  readonly findings: readonly Finding[];
  readonly version?: number;
  /** The module's tick when it was left. */
  readonly tick?: number;
  readonly canReturn: boolean;
}

/** Newest first, and before them what was turned away. */
export function codeTexts(info: SlotInfo, sources: ReadonlyMap<Hash, string>): readonly CodeText[] {
  const { hash, source, findings, rejectedSource } = info;
  const wasRejected = rejectedSource !== undefined;
  const earlier = info.versions
    .filter(({ version }) => version !== info.version)
    .map(({ version, tick, hash: its }): CodeText => ({
      id: String(version),
      title: `version ${version}`,
      hash: its,
      source: sources.get(its),
      findings: [],
      version,
      tick,
      canReturn: tick !== undefined,
    }));
  return [
    ...(wasRejected
      ? [
          {
            id: "rejected",
            title: "turned away",
            note: "This change was turned away. The version before it plays on.",
            hash,
            source: rejectedSource,
            findings,
            canReturn: false,
          },
        ]
      : []),
    {
      id: "running",
      title: `version ${info.version}, ${info.state === "live" ? "running" : "stopped"}`,
      hash,
      source,
      findings: wasRejected ? [] : findings,
      version: info.version,
      canReturn: false,
    },
    ...earlier.reverse(),
  ];
}
