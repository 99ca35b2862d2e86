/** docs/scoreboard.md: what `bun run attacks --peers` saw, with versions and the date. */
import type { Case } from "./case.ts";
import { layers } from "./hosts.ts";
import type { PeerScore } from "./peers.ts";
import type { Scored } from "./score.ts";
import { columnNames, tableCells } from "./table.ts";

export function scoreboard(scored: readonly Scored[], peers: readonly PeerScore[], date: string): string {
  return `# Scoreboard

Written by \`bun run attacks --peers\` on ${date}, on Bun ${Bun.version}, ${process.platform} ${process.arch}. Run it again to see for yourself.

Each attack is a module in \`tests/attacks/cases/\`, after one thing, with a canary outside of whatever it runs in: a secret in the
host's environment or in a file, a folder, listeners, processes, the parent. An attack counts where its canary fires with
nothing in the way.

## nodegen

Layers alone: with the gate off, text goes straight to the transpiler; with the realm off, a module has all of Bun's API in
hand; with the kernel layer off, the child is an ordinary process. What is aimed at the gate's own tools is measured only
where the gate is on. "Gate alone" counts what the gate refuses; the rest is what it leaves to the layers behind it.
Forged verdicts and differences between two runs need no kernel: these are what the realm and the host's own checks are for.
In the child no event loop runs, so that with the kernel alone what is asynchronous is started and goes no further.

${markdown(tableCells(scored))}

${leaksOf(scored)}

## Other ways to run code that is not trusted

The same modules and canaries, on the same engine. "Works there" is how many fire on the tool's own runtime with nothing in the
way (Deno with all grants; Node for the others), so that an attack which needs Bun counts against nobody. Compared are files,
secrets, network, processes, the parent and resources; that a module crashes its process counts where host and module share it.
None of these tools promises to bound memory, and a time-out covers what is synchronous: the last column leaves resources out. A tool
that is missing, or that does not run a harmless module either, counts as not run.

${markdown(peerCells(peers))}

${peers
  .filter(({ version }) => version !== undefined)
  .map(namesOf)
  .join("\n\n")}
`;
}

const markdown = ([head, ...rows]: readonly (readonly string[])[]): string =>
  [head!, head!.map((_, column) => (column === 0 ? "---" : "--:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

function leaksOf(scored: readonly Scored[]): string {
  const lines = scored.flatMap(({ case: one, layers: outcomes }) =>
    layers
      .filter((layer) => layer !== "gate" && outcomes[layer]?.contained === false)
      .map(
        (layer) => `* \`${one.name}\` behind ${columnNames[layer]}: ${one.tries}${one.known ? ` (${one.known})` : ""}`,
      ),
  );
  return lines.length === 0
    ? "No canary fired behind any layer but the gate."
    : ["What fired:", "", ...lines].join("\n");
}

const isResource = ({ fires }: Case): boolean => fires === "resource";

function peerCells(peers: readonly PeerScore[]): string[][] {
  return [
    ["tool", "version", "called as", "works there", "contained", "contained, resources aside"],
    ...peers.map(({ tool, version, works, leaks }) => {
      if (version === undefined) return [tool.name, "not run", tool.how, "", "", ""];
      const others = works.filter((one) => !isResource(one));
      const otherLeaks = leaks.filter((one) => !isResource(one));
      return [
        tool.name,
        version,
        tool.how,
        String(works.length),
        `${works.length - leaks.length}`,
        `${others.length - otherLeaks.length} of ${others.length}`,
      ];
    }),
  ];
}

/** Resources are a number; they are the same few ideas at many places. */
function namesOf({ tool, leaks }: PeerScore): string {
  const names = leaks.filter((one) => !isResource(one)).map(({ name }) => `\`${name}\``);
  const resources = leaks.filter(isResource).length;
  return `**${tool.name}** lets through ${resources} of the attacks on resources; of the others ${names.join(", ") || "none"}.`;
}
