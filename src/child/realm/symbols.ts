/** Decorator metadata lives under this symbol; where the runtime has none, engine and modules must agree on one. */
if (Symbol.metadata === undefined) {
  Object.defineProperty(Symbol, "metadata", { value: Symbol.for("Symbol.metadata") });
}
