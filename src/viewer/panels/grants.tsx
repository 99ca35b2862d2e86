/** What the modules on the stage were granted, each to be taken back while they run. */
import { accessTo, type PermissionGrant } from "../../base/permission-prompt.ts";
import { printable } from "../../base/printable.ts";
import { useApp } from "../app.ts";
import { shortHash } from "../format.ts";

const lasting: Readonly<Record<PermissionGrant["lasts"], string>> = {
  run: "while it runs",
  version: "this version",
  always: "always",
  never: "refused for good",
};

export function Grants() {
  const { state, actions } = useApp();
  const here = new Set(state.slots.value.map((info) => info.hash));
  const grants = state.grants.value.filter((grant) => here.has(grant.hash));
  if (grants.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="grants-title">
      <h2 id="grants-title">Permissions</h2>
      <ul class="grants">
        {grants.map((grant) => (
          <li key={grant.id}>
            <div>
              <bdi>{printable(grant.module)}</bdi> <span class="quiet">#{shortHash(grant.hash)}</span>
              <p>
                <code>{accessTo(grant.permission, grant.scope)}</code> <span class="quiet">{lasting[grant.lasts]}</span>
              </p>
            </div>
            <button
              type="button"
              class="button"
              aria-label={`${grant.lasts === "never" ? "Forget" : "Revoke"} ${accessTo(grant.permission, grant.scope)}`}
              onClick={() => actions.revoke(grant.id)}
            >
              {grant.lasts === "never" ? "Forget" : "Revoke"}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
