/** A field for a number. One half typed is no number: it is told as soon as it is one, and until then the field keeps it. */
import { useSignal } from "@preact/signals";

import { decimal } from "../format.ts";

interface NumberBoxProps {
  readonly id?: string;
  readonly label: string;
  readonly value: number;
  readonly step?: number;
  readonly range?: readonly [number, number];
  readonly onEdit: (value: number) => void;
}

export function NumberBox({ id, label, value, step, range, onEdit }: NumberBoxProps) {
  const typed = useSignal<string | null>(null);
  return (
    <input
      type="number"
      id={id}
      class="number-box"
      aria-label={label}
      step={step ?? "any"}
      min={range?.[0]}
      max={range?.[1]}
      value={typed.value ?? decimal(value)}
      onInput={(event) => {
        typed.value = event.currentTarget.value;
        if (Number.isFinite(event.currentTarget.valueAsNumber)) onEdit(event.currentTarget.valueAsNumber);
      }}
      onBlur={() => (typed.value = null)}
    />
  );
}
