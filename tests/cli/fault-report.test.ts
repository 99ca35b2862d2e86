/** The report of a fault of ours: enough to find the place, and nothing that is a secret. */
import { describe, expect, test } from "bun:test";

import { faultReport } from "../../src/cli/fault-report.ts";
import { root } from "../../src/cli/root.ts";

describe("fault report", () => {
  test("[C10] keys, tokens and addresses of the environment are struck out, causes included", () => {
    const environment = {
      NODEGEN_LLM_API_KEY: "sk-very-secret",
      NODEGEN_TOKEN: "token-very-secret",
      NODEGEN_LLM_BASE_URL: "https://user:word@models.internal/v1",
      HOME: "/home/someone",
    };
    const cause = new Error("401 from https://user:word@models.internal/v1 in /home/someone/x");
    const report = faultReport(new Error("key sk-very-secret, token-very-secret", { cause }), "make", environment);
    for (const secret of [...Object.values(environment), "very-secret"]) expect(report).not.toContain(secret);
    expect(report).toContain("‹NODEGEN_LLM_API_KEY›");
  });

  test("the report names the version, the command and the place, from the project's root", () => {
    const report = faultReport(new Error("broken"), "check", {});
    expect(report).toMatch(/nodegen \d+\.\d+\.\d+, Bun /);
    expect(report).toContain("command: check");
    expect(report).toContain("broken");
    expect(report).not.toContain(root);
  });

  test("what is thrown need not be an error", () => {
    expect(faultReport("just text", "run", {})).toContain("just text");
    expect(faultReport(undefined, "run", {})).toContain("undefined");
  });
});
