/** JavaScript that was made from a module's TypeScript: an ES module, types erased, decorators lowered. */
export interface Transpiled {
  readonly code: string;
  readonly map: SourceMap;
}

/** Version 3; the mappings alone, for one source. */
export interface SourceMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}
