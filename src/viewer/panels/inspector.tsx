/** The selected node: what it is, then its own properties by their groups, then the engine's. */
import type { NodeDescription, PropertyDescription } from "../../base/node-description.ts";
import { useApp } from "../app.ts";
import { Field } from "../controls/field.tsx";
import { plotKey, plotsOf } from "../plots.ts";

export function Inspector() {
  const { state } = useApp();
  const node = state.description.value;
  if (state.selection.value === null) {
    return <p class="empty">Choose a node in the tree, or hold Alt and click it on the stage.</p>;
  }
  if (!node) {
    const isStopped = state.module.value?.state === "quarantined";
    return (
      <p class="empty">
        {isStopped
          ? "Its module was stopped; once it is brought back, its properties are here again."
          : "This node is gone, or its properties are on their way."}
      </p>
    );
  }
  return (
    <div class="inspector">
      <header class="inspector-head">
        <h3>{node.name}</h3>
        {(node.type !== node.name || node.base !== node.type) && (
          <p class="quiet">
            {node.type}
            {node.base !== node.type && <span> extends {node.base}</span>}
          </p>
        )}
        <p class="quiet card-path">{node.path}</p>
      </header>
      {groupsOf(node).map(([title, properties]) => (
        <Group key={`${node.id} ${title}`} title={title} node={node} properties={properties} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly node: NodeDescription;
  readonly properties: readonly PropertyDescription[];
}

function Group({ title, node, properties }: GroupProps) {
  const { state, actions } = useApp();
  const plotted = new Set(state.plots.value.map(plotKey));
  return (
    <fieldset class="group" disabled={state.recorded.value !== null}>
      <legend>{title}</legend>
      {properties.map((property) => {
        const plots = plotsOf(state.selection.value!, node.name, property);
        return (
          <Field
            key={property.name}
            property={property}
            onEdit={(value) => actions.edit(property, value)}
            isPlotted={plots.some((plot) => plotted.has(plotKey(plot)))}
            onPlot={() => actions.togglePlots(plots)}
          />
        );
      })}
    </fieldset>
  );
}

/** The author's own first; in the order in which they were written. */
function groupsOf(node: NodeDescription): [string, PropertyDescription[]][] {
  const groups = new Map<string, PropertyDescription[]>();
  const ordered = [...node.properties].sort((a, b) => Number(b.tunable) - Number(a.tunable));
  for (const property of ordered) {
    const title = property.group ?? (property.tunable ? "Properties" : node.base);
    groups.set(title, [...(groups.get(title) ?? []), property]);
  }
  return [...groups];
}
