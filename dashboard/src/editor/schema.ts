/** The parts of JSON Schema that the orchestrator writes. */
export interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

export type Path = readonly (string | number)[];

/** The `kind` that the document gives at a path, where it gives one. */
export type KindAt = (path: Path) => string | undefined;

/** A schema with what its reference stands for; the place's own description goes first. */
export function resolved(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  if (name === undefined) {
    return schema;
  }
  const { $ref: _, ...own } = schema;
  return { ...root.$defs?.[name], ...own };
}

/** What is allowed at a path; a component's parameters are those of its kind. */
export function schemaAt(root: Schema, path: Path, kindAt: KindAt): Schema | undefined {
  let schema: Schema | undefined = root;
  for (const [depth, step] of path.entries()) {
    const object: Schema = narrowed(root, schema, path.slice(0, depth), kindAt);
    const next: Schema | undefined =
      typeof step === 'number' ? itemsOf(object) : propertyOf(object, step);
    if (next === undefined) {
      return undefined;
    }
    schema = resolved(root, next);
  }
  return schema;
}

/** A choice of components reduced to the one that is named; other schemas as they are. */
export function narrowed(root: Schema, schema: Schema, path: Path, kindAt: KindAt): Schema {
  const whole = resolved(root, schema);
  if (whole.oneOf === undefined) {
    return whole;
  }
  const kind = kindAt(path);
  return (
    whole.oneOf.find(branch => kind !== undefined && branch.properties?.kind?.const === kind) ?? {
      ...whole,
      properties: { kind: { description: 'its name', enum: namesOf(whole) } },
    }
  );
}

function itemsOf(schema: Schema): Schema | undefined {
  return schema.items ?? schema.anyOf?.find(branch => branch.items !== undefined)?.items;
}

function propertyOf(schema: Schema, name: string): Schema | undefined {
  const properties = propertiesOf(schema);
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

export function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (
    schema.properties ??
    schema.anyOf?.find(branch => branch.properties !== undefined)?.properties ??
    {}
  );
}

/** The words a value may be: an enumeration, or the names of components. */
export function namesOf(schema: Schema): string[] {
  if (schema.enum !== undefined) {
    return schema.enum.map(String);
  }
  if (schema.const !== undefined) {
    return [String(schema.const)];
  }
  if (schema.type === 'boolean') {
    return ['true', 'false'];
  }
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  return [
    ...new Set(branches.filter(branch => branch.type !== 'object').flatMap(namesOf)),
    ...branches.flatMap(branch => (branch.enum === undefined ? kindOf(branch) : [])),
  ].filter((name, index, all) => all.indexOf(name) === index);
}

const kindOf = (branch: Schema): string[] =>
  branch.properties?.kind?.const === undefined ? [] : [String(branch.properties.kind.const)];

/** What a component of that name is. */
export const summaryOf = (schema: Schema, name: string): string | undefined =>
  schema.oneOf?.find(branch => branch.properties?.kind?.const === name)?.description;
