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
  /** In one answer; a wrong document need not be told all that is wrong with it. */
  errors: 10,
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
      if (isList && field.name !== 'edges' && !field.args.some((argument) => argument.name === 'first'))
        names.add(field.name);
    }
  }
  return names;
}

/** What a selection amounts to, itself included; `cost` waits for the variables. */
interface Weight {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: (request: Request) => number;
}

/** The variables of one request, and what its fragments cost under them. */
interface Request {
  readonly variables: Variables;
  readonly fragments: Map<string, number>;
}

const NOTHING: Weight = { depth: 0, aliases: 0, directives: 0, cost: () => 0 };

/**
 * Each fragment is weighed once, however often it is spread: twenty fragments that each spread the next one twice stand
 * for a million fields, and counting them one by one would hold up everybody (billion laughs).
 */
function measureAfresh(document: DocumentNode, plainLists: ReadonlySet<string>): DocumentMeasure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const weighed = new Map<string, Weight>();

  function weigh(set: SelectionSetNode | undefined): Weight {
    if (!set) return NOTHING;
    const parts = set.selections.map((node) => {
      const part =
        node.kind === Kind.FIELD
          ? weighField(node)
          : node.kind === Kind.INLINE_FRAGMENT
            ? weigh(node.selectionSet)
            : weighFragment(node.name.value);
      return { ...part, directives: part.directives + (node.directives?.length ?? 0) };
    });
    return {
      depth: parts.reduce((most, part) => Math.max(most, part.depth), 0),
      aliases: parts.reduce((sum, part) => sum + part.aliases, 0),
      directives: parts.reduce((sum, part) => sum + part.directives, 0),
      cost: (request) => parts.reduce((sum, part) => sum + part.cost(request), 0),
    };
  }

  function weighField(node: FieldNode): Weight {
    const inner = weigh(node.selectionSet);
    const times = multiplierOf(node, plainLists);
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      directives: inner.directives,
      cost: (request) => 1 + times(request.variables) * inner.cost(request),
    };
  }

  function weighFragment(name: string): Weight {
    const known = weighed.get(name);
    if (known) return known;
    // A cycle of fragments is refused by validation; here it must only not loop.
    weighed.set(name, NOTHING);
    const inner = weigh(fragments.get(name)?.selectionSet);
    const cost = (request: Request) => {
      const before = request.fragments.get(name);
      if (before !== undefined) return before;
      const found = inner.cost(request);
      request.fragments.set(name, found);
      return found;
    };
    const weight = { ...inner, cost };
    weighed.set(name, weight);
    return weight;
  }

  const weights = operations.map((operation) => ({
    ...weigh(operation.selectionSet),
    own: operation.directives?.length ?? 0,
  }));
  const defaults = Object.assign({}, ...operations.map(defaultsOf)) as Variables;
  return {
    depth: Math.max(0, ...weights.map((weight) => weight.depth)),
    aliases: weights.reduce((sum, weight) => sum + weight.aliases, 0),
    directives: weights.reduce((sum, weight) => sum + weight.directives + weight.own, 0),
    operations: operations.length,
    cost(variables) {
      const request = { variables: { ...defaults, ...variables }, fragments: new Map<string, number>() };
      return weights.reduce((sum, weight) => sum + weight.cost(request), 0);
    },
  };
}

/** The whole numbers that variables have when the request does not give them: `query($n: Int! = 100)`. */
function defaultsOf(operation: OperationDefinitionNode): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) numbers[variable.name.value] = Number(defaultValue.value);
  }
  return numbers;
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
