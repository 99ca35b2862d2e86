/** The environment, taken once and before all else: `main.ts` does it, and nobody after it finds one. */

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and empties it, so that no library finds a key there. `Bun.spawn` without `env` would still hand
 * a child the original one: that is why every spawn names its own.
 */
export function takeEnvironment(): Environment {
  const taken = { ...process.env };
  for (const name of Object.keys(process.env)) delete process.env[name];
  return taken;
}
