/**
 * One property of the inspected node, with the control that fits it: a slider where there is a range, a menu, a colour,
 * a box, numbers, text. While a control is in use it shows what is being put in; otherwise the live value.
 */
import { useSignal } from "@preact/signals";

import type { Json } from "../../base/json.ts";
import type { PropertyDescription } from "../../base/node-description.ts";
import { decimal, degrees } from "../format.ts";
import { Icon } from "../icons.tsx";
import { NumberBox } from "./number-box.tsx";

interface ControlProps {
  readonly id: string;
  readonly property: PropertyDescription;
  readonly onEdit: (value: Json) => void;
}

interface FieldProps extends Omit<ControlProps, "id"> {
  readonly isPlotted: boolean;
  readonly onPlot: () => void;
}

export function Field({ property, onEdit, isPlotted, onPlot }: FieldProps) {
  const changed = JSON.stringify(property.value) !== JSON.stringify(property.initial);
  const id = `property-${property.name}`;
  return (
    <div class="field">
      <label for={id} title={property.name}>
        {property.name}
      </label>
      <div class="field-control">
        <Control id={id} property={property} onEdit={onEdit} />
      </div>
      {property.type === "number" || property.type === "vector" ? (
        <button
          type="button"
          class="button icon-button small"
          aria-label={`Plot ${property.name}`}
          aria-pressed={isPlotted}
          title="Plot it against ticks"
          onClick={onPlot}
        >
          <Icon name="plot" />
        </button>
      ) : (
        <span />
      )}
      <button
        type="button"
        class={changed ? "button icon-button small" : "button icon-button small unchanged"}
        disabled={!changed}
        aria-label={`Reset ${property.name}`}
        title={`Back to ${property.type === "vector" ? pair(property.initial) : short(property.initial)}`}
        onClick={() => onEdit(property.initial)}
      >
        <Icon name="back" />
      </button>
    </div>
  );
}

function Control(props: ControlProps) {
  const { property } = props;
  if (property.options) return <Menu {...props} />;
  if (property.kind === "color") return <Color {...props} />;
  switch (property.type) {
    case "number":
      return <NumberControl {...props} />;
    case "boolean":
      return <Box {...props} />;
    case "vector":
      return <Vector {...props} />;
    case "string":
      return <Text {...props} />;
    case "json":
      return (
        <output id={props.id} class="json">
          {short(property.value)}
        </output>
      );
  }
}

function NumberControl({ id, property, onEdit }: ControlProps) {
  const value = Number(property.value);
  const { range, step } = property;
  return (
    <>
      {range && (
        <input
          type="range"
          id={id}
          min={range[0]}
          max={range[1]}
          step={step ?? "any"}
          value={value}
          aria-valuetext={property.kind === "angle" ? degrees(value) : decimal(value)}
          onInput={(event) => onEdit(event.currentTarget.valueAsNumber)}
        />
      )}
      <NumberBox
        id={range ? undefined : id}
        label={property.name}
        value={value}
        step={step}
        range={range}
        onEdit={onEdit}
      />
      {property.kind === "angle" && <span class="unit quiet">{degrees(value)}</span>}
    </>
  );
}

function Vector({ id, property, onEdit }: ControlProps) {
  const vector = property.value as { x: number; y: number };
  const { x, y } = vector;
  return (
    <>
      <NumberBox id={id} label={`${property.name} x`} value={x} onEdit={(value) => onEdit({ ...vector, x: value })} />
      <NumberBox label={`${property.name} y`} value={y} onEdit={(value) => onEdit({ ...vector, y: value })} />
    </>
  );
}

const Box = ({ id, property, onEdit }: ControlProps) => (
  <input
    type="checkbox"
    id={id}
    checked={property.value === true}
    onChange={(event) => onEdit(event.currentTarget.checked)}
  />
);

const Menu = ({ id, property, onEdit }: ControlProps) => (
  <select id={id} value={String(property.value)} onChange={(event) => onEdit(event.currentTarget.value)}>
    {property.options!.map((option) => (
      <option key={option} value={option}>
        {option}
      </option>
    ))}
  </select>
);

/** Sent when it is finished: every half-written text would reach the scene. */
function Text({ id, property, onEdit }: ControlProps) {
  const typed = useSignal<string | null>(null);
  const shared = {
    id,
    value: typed.value ?? String(property.value),
    onInput: (event: { currentTarget: { value: string } }) => (typed.value = event.currentTarget.value),
    onBlur: () => {
      if (typed.value !== null && typed.value !== property.value) onEdit(typed.value);
      typed.value = null;
    },
  };
  if (property.kind === "multiline") return <textarea rows={3} {...shared} />;
  return (
    <input
      type="text"
      {...shared}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}

/** The browser's picker knows only #rrggbb; any other CSS colour can be written beside it. */
function Color(props: ControlProps) {
  const text = String(props.property.value);
  return (
    <>
      <input
        type="color"
        aria-label={`Pick ${props.property.name}`}
        value={hexOf(text)}
        onInput={(event) => props.onEdit(event.currentTarget.value)}
      />
      <Text {...props} />
    </>
  );
}

/** What the browser makes of a CSS colour, without its alpha. */
function hexOf(color: string): string {
  const context = (colorContext ??= document.createElement("canvas").getContext("2d")!);
  context.fillStyle = "#ffffff";
  context.fillStyle = color;
  const parsed = String(context.fillStyle);
  if (parsed.startsWith("#")) return parsed.slice(0, 7);
  const channels = parsed.match(/[\d.]+/g)?.slice(0, 3) ?? [];
  return `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, "0")).join("")}`;
}
let colorContext: CanvasRenderingContext2D | undefined;

function pair(value: Json): string {
  const { x, y } = value as { x: number; y: number };
  return `${decimal(x)}, ${decimal(y)}`;
}

function short(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
