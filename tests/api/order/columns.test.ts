/** An order read with the columns of one field says the same in it as an order read whole. */
import { askedBelow } from '@jiedui/api/hall/asked.ts';
import { columnsFor, EVERY_COLUMN } from '@jiedui/api/order/columns.store.ts';
import { schema } from '@jiedui/api/schema.ts';
import {
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actsIn, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let id: string;
beforeAll(async () => {
  world = await startWorld();
  const acts = actsIn(world);
  const order = await acts.posted(world.stations.dacheng);
  must(await acts.claim(world.organizations.xinlianxin, order.id));
  id = order.id;
});
afterAll(() => world.close());

/** `title`, `station { pilot }`: every leaf within two steps of an order that needs no argument and is not the organization's own. */
const leaves = (type: GraphQLObjectType, deeper: boolean): string[] =>
  Object.values(type.getFields())
    .filter((field) => field.args.length === 0 && field.name !== 'fit')
    .flatMap((field) => {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) return [field.name];
      return deeper && isObjectType(inner) ? leaves(inner, false).map((leaf) => `${field.name} { ${leaf} }`) : [];
    });
const FIELDS = leaves(schema.getType('Order') as GraphQLObjectType, true);
/** Declared by a later room, which may look at any part of an order. */
const WHOLE = 'claim { id }';

const ask = async (fields: string) => {
  const [one, list] = await Promise.all([
    world.ask('dacheng', `query ($id: ID!) { order(id: $id) { ${fields} } }`, { id }),
    world.ask('dacheng', `{ orders(first: 10) { edges { node { id ${fields} } } } }`, {}),
  ]);
  expect(one.errors ?? list.errors).toBeUndefined();
  const row = list.data.orders.edges.find((edge: { node: { id: string } }) => edge.node.id === id).node;
  return { one: one.data.order, list: row };
};

/** So many fields are asked of a whole order at once: within the limits of a question. */
const TOGETHER = 16;
const wholes = new Map<number, ReturnType<typeof ask>>();
/** The order read whole, with the fields that stand in the same part of the list. */
function wholeWith(index: number): ReturnType<typeof ask> {
  const part = Math.floor(index / TOGETHER);
  const known = wholes.get(part);
  if (known) return known;
  const fields = FIELDS.slice(part * TOGETHER, (part + 1) * TOGETHER);
  const asked = ask(`${fields.join(' ')} ${WHOLE}`);
  wholes.set(part, asked);
  return asked;
}

test.each(FIELDS.map((field, index) => [field, index] as const))('%s', async (field, index) => {
  const [alone, whole] = await Promise.all([ask(field), wholeWith(index)]);
  const [name = ''] = field.split(' ');
  expect({ same: whole.one[name] }).toMatchObject({ same: alone.one[name] });
  expect({ same: whole.list[name] }).toMatchObject({ same: alone.list[name] });
  expect(alone.one[name]).not.toBeUndefined();
});

describe('what is read', () => {
  const columnsOf = (selection: string) => {
    const document = parse(`{ order(id: "") ${selection} } fragment F on Order { title }`);
    const [operation, fragment] = document.definitions as OperationDefinitionNode[];
    const [node] = operation?.selectionSet.selections ?? [];
    return columnsFor(askedBelow({ fieldNodes: [node as FieldNode], fragments: { F: fragment as never } }));
  };

  test('is little for little, also behind a fragment', () => {
    const { sql } = columnsOf('{ id ...F station { name } }');
    expect(sql).toContain('o.title');
    expect(sql).toContain('s.name');
    expect(sql).not.toContain('o.description');
  });

  test('is all for a field of a later room', () => {
    expect(columnsOf('{ id claim { id } }')).toBe(EVERY_COLUMN);
    expect(columnsOf('{ station { workers } }')).toBe(EVERY_COLUMN);
  });
});
