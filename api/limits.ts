/**
 * What a GraphQL request may cost, decided before anything runs: tokens and body at the parser, depth, aliases,
 * directives and operations on the document, cost after variables. Nothing is on an allow-list: introspection counts too.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
} from 'graphql';
import { codedError } from './errors.ts';

export const LIMITS = {
  bodyBytes: 100 * 1024,
  tokens: 2_000,
  depth: 10,
  aliases: 15,
  directives: 5,
  cost: 5_000,
  /** A page of a list: `first` is clamped to this in the resolvers and counted as it was asked, up to this. */
  pageSize: 100,
} as const;

/** Lists without `first` are bounded by their nature (stations of a prefecture, lines of a round); they count as this many. */
const PLAIN_LIST_SIZE = 10;

type Variables = Readonly<Record<string, unknown>>;

export interface DocumentMeasure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly operations: number;
  /** One for each field, times the page size of the lists above it. */
  readonly cost: (variables: Variables) => number;
}

const measured = new WeakMap<DocumentNode, DocumentMeasure>();

/** @param plainLists names of the fields that answer with a list of objects without a page argument */
export function measure(document: DocumentNode, plainLists: ReadonlySet<string>): DocumentMeasure {
  const known = measured.get(document);
  if (known) return known;
  const result = measureAfresh(document, plainLists);
  measured.set(document, result);
  return result;
}

/** The fields of a schema that list objects without `first`. */
export function plainListsOf(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
      if (isList && field.name !== 'edges' && !field.args.some((argument) => argument.name === 'first')) names.add(field.name);
    }
  }
  return names;
}

function measureAfresh(document: DocumentNode, plainLists: ReadonlySet<string>): DocumentMeasure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const totals = { depth: 0, aliases: 0, directives: 0 };

  /** Returns the cost of a selection as a function, so that the walk happens once a document and not once a request. */
  function walk(set: SelectionSetNode | undefined, depth: number, path: readonly string[]): (variables: Variables) => number {
    if (!set) return () => 0;
    const parts: ((variables: Variables) => number)[] = [];
    for (const node of set.selections) {
      totals.directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) {
        totals.depth = Math.max(totals.depth, depth);
        if (node.alias) totals.aliases += 1;
        const inner = walk(node.selectionSet, depth + 1, path);
        const times = multiplierOf(node, plainLists);
        parts.push((variables) => 1 + times(variables) * inner(variables));
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        parts.push(walk(node.selectionSet, depth, path));
      } else {
        const name = node.name.value;
        // A cycle of fragments is refused by validation; here it must only not loop.
        if (!path.includes(name)) parts.push(walk(fragments.get(name)?.selectionSet, depth, [...path, name]));
      }
    }
    return (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
  }

  const costs = operations.map((operation) => {
    totals.directives += operation.directives?.length ?? 0;
    return walk(operation.selectionSet, 1, []);
  });
  return { ...totals, operations: operations.length, cost: (variables) => costs.reduce((sum, cost) => sum + cost(variables), 0) };
}

/** How many times the fields below a list may be resolved. */
function multiplierOf(field: FieldNode, plainLists: ReadonlySet<string>): (variables: Variables) => number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  const clamp = (size: unknown) =>
    typeof size === 'number' ? Math.min(Math.max(size, 1), LIMITS.pageSize) : PLAIN_LIST_SIZE;
  if (!first) return () => (plainLists.has(field.name.value) ? PLAIN_LIST_SIZE : 1);
  if (first.kind === Kind.INT) return () => clamp(Number(first.value));
  if (first.kind === Kind.VARIABLE) return (variables) => clamp(variables[first.name.value]);
  return () => PLAIN_LIST_SIZE;
}

/** Throws the one typed error when the document or its variables ask for too much. */
export function refuseIfTooLarge(document: DocumentNode, variables: Variables, plainLists: ReadonlySet<string>): void {
  const size = measure(document, plainLists);
  const over = (what: string, value: number, limit: number) =>
    codedError('QUERY_TOO_LARGE', `查询过大：${what} ${value}，上限 ${limit}。请减少一次读取的内容。`);
  if (size.operations !== 1) throw over('操作数', size.operations, 1);
  if (size.depth > LIMITS.depth) throw over('嵌套层数', size.depth, LIMITS.depth);
  if (size.aliases > LIMITS.aliases) throw over('别名数', size.aliases, LIMITS.aliases);
  if (size.directives > LIMITS.directives) throw over('指令数', size.directives, LIMITS.directives);
  const cost = size.cost(variables);
  if (cost > LIMITS.cost) throw over('读取量', cost, LIMITS.cost);
}

/** A page size as the client asked for it, between 1 and the limit. */
export const pageSize = (first: number) => Math.min(Math.max(Math.trunc(first), 1), LIMITS.pageSize);
