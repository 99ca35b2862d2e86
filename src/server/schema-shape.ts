/** A JSON schema as a person would write the shape down: `{ description: text, attempts?: whole number 1 to 10 }`. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

export function shape(schema: JsonSchema, indent = ""): string {
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => shape(choice, indent)).join(" | ");
  switch (schema.type) {
    case "array":
      return `[${shape(schema.items ?? {}, indent)}, …]`;
    case "object":
      return objectShape(schema, indent);
    case "string":
      return schema.maxLength === undefined ? "text" : `text of at most ${schema.maxLength}`;
    case "integer":
    case "number":
      return numberShape(schema);
    case "boolean":
      return "true | false";
    default:
      return schema.type ?? "any JSON";
  }
}

function objectShape(
  { properties = {}, required = [], additionalProperties: others }: JsonSchema,
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, value]) => `${inner}${name}${required.includes(name) ? "" : "?"}: ${shape(value, inner)}`,
  );
  if (typeof others === "object") lines.push(`${inner}[name]: ${shape(others, inner)}`);
  return lines.length === 0 ? "{ … }" : `{\n${lines.join("\n")}\n${indent}}`;
}

function numberShape({ type, minimum, maximum }: JsonSchema): string {
  const kind = type === "integer" ? "whole number" : "number";
  return minimum === undefined || maximum === undefined ? kind : `${kind} from ${minimum} to ${maximum}`;
}
