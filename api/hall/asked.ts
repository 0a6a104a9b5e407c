/** Which fields a query asks below one of its fields, so that a store need not read what nobody will see. */
import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** The names of the fields asked, with what is asked below each. */
export type Asked = ReadonlyMap<string, Asked>;
type Growing = Map<string, Growing>;

/** The selection of a document never changes; neither does what it asks. */
const known = new WeakMap<FieldNode, Asked>();

/** Whatever may be asked: fields under a directive or a type condition count too. */
export function askedBelow(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): Asked {
  const [only, ...more] = info.fieldNodes;
  const before = only && more.length === 0 ? known.get(only) : undefined;
  if (before) return before;
  const asked: Growing = new Map();
  for (const node of info.fieldNodes) gather(node.selectionSet, info.fragments, asked);
  if (only && more.length === 0) known.set(only, asked);
  return asked;
}

function gather(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments'], into: Growing): void {
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      gather(fragments[node.name.value]?.selectionSet, fragments, into);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      gather(node.selectionSet, fragments, into);
    } else {
      const below: Growing = into.get(node.name.value) ?? new Map();
      into.set(node.name.value, below);
      gather(node.selectionSet, fragments, below);
    }
  }
}

/** What is asked of the nodes of a connection. */
export const askedOfNodes = (info: Parameters<typeof askedBelow>[0]): Asked =>
  askedBelow(info).get('edges')?.get('node') ?? new Map<string, never>();
