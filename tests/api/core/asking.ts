/** Questions made from the schema: every root field, with the least it must be given. */
import { schema } from '@jiedui/api/schema.ts';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

export const NO_ID = '01900000-0000-7000-8000-000000000000';

export interface RootField {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Name of its declared rule. */
  readonly rule: string;
}

export const rootFields = (): RootField[] =>
  (['query', 'mutation'] as const).flatMap((kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {}).map((field) => ({
      kind,
      name: field.name,
      field,
      rule: (field.extensions.access as { name: string } | undefined)?.name ?? 'none',
    }));
  });

export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Asks a root field for nothing but its type, with the given arguments over the least ones. */
export function questionTo({ kind, field }: RootField, given: Record<string, unknown> = {}): Question {
  const variables: Record<string, unknown> = { ...leastOf(field.args), ...given };
  const used = field.args.filter((argument) => argument.name in variables);
  const declared = used.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  const head = declared ? `${kind} (${declared})` : kind;
  return { query: `${head} { ${field.name}${passed ? `(${passed})` : ''}${selection} }`, variables };
}

function leastOf(fields: readonly { name: string; type: GraphQLInputType }[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, leastValue(type)]),
  );
}

/** The least value of a type that its own rules accept. */
export function leastValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return leastValue(type.ofType as GraphQLInputType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return leastOf(Object.values(type.getFields()));
  return LEAST[type.name] ?? null;
}

const LEAST: Record<string, unknown> = {
  Int: 1,
  Float: 1,
  String: 'x',
  Boolean: false,
  ID: NO_ID,
  UUID: NO_ID,
  LocalDate: '2026-11-24',
  Month: '2026-11',
  Instant: '2026-11-24T10:00:00+08:00',
};
