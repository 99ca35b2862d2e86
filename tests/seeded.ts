/**
 * Before every test file: properties are tried with the same cases in each run, so that what fails was broken by a change.
 * `bun run fuzz` looks for new ones.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: 1 });
