import type { Kind, KindName } from "./kind.ts";
import { nodeKind } from "./node.ts";

export const kinds: Readonly<Record<KindName, Kind>> = { node: nodeKind };
