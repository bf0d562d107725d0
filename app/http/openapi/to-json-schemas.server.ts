import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Where the document keeps what has a name. */
export const refTo = (kind: "schemas" | "responses", name: string) => ({
  $ref: `#/components/${kind}/${name}`,
});

/** One schema, on its own. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    override: simplify,
  });
  return json;
}

/**
 * Schemas by name; one that contains another refers to it.
 *
 * @param io whether they describe what is sent to us (`input`) or what we answer
 */
export function toJsonSchemas(
  schemas: Readonly<Record<string, z.ZodType>>,
  io: "input" | "output",
): Record<string, JsonSchema> {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) names.add(schema, { id });
  const made = z.toJSONSchema(names, {
    target: "draft-2020-12",
    io,
    uri: (name) => refTo("schemas", name).$ref,
    override: simplify,
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...json }]) => [name, json]),
  );
}

/** Leaves out what says nothing to a reader of the document. */
function simplify({ jsonSchema }: { readonly jsonSchema: JsonSchema }): void {
  // Only of interest to TypeScript.
  delete jsonSchema.readOnly;
  // The bounds of every whole number.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // A format says what its long pattern does.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}
