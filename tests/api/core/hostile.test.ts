/** Every leaf of every input, given what no page would send: answered by a code of the list, never by a fault. */
import { ERROR_CODES } from '@jiedui/api/errors.ts';
import { type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AGREEMENT, actsIn, WHOLE } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { leastValue, type RootField, rootFields } from './asking.ts';
import { questionTo } from './asking.ts';

const FACES = ['dacheng', 'xinlianxin', 'bureau'];
const FACE_OF: Record<string, string[]> = {
  station: ['dacheng'],
  organization: ['xinlianxin'],
  bureau: ['bureau'],
  stationOrBureau: ['dacheng'],
  stationOrOrganization: ['xinlianxin'],
};

const HOSTILE: Record<string, unknown[]> = {
  String: ['', '\0', 'a\ud800b', `'; drop table orders; --`, '点'.repeat(9_000), '\u202e\u200b', '{"a":1}'],
  ID: ['', 'x', '\0', `' or 1=1 --`, '01900000-0000-7000-8000-00000000000G', 42],
  Int: [-1, 0, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1.5, '1', null],
  UUID: ['', 'x', '01900000-0000-7000-8000-00000000000A', 7],
  LocalDate: ['0001-01-01', '9999-12-31', '2026-02-30', '', 20261124],
  Month: ['0001-01', '9999-12', '2026-13', '', 202611],
  Instant: ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-24', '', 0],
  Boolean: ['yes', null],
};

let world: World;
let bases: Record<string, Record<string, unknown>>;
beforeAll(async () => {
  world = await startWorld();
  const acts = actsIn(world);
  const { dacheng } = world.stations;
  const { xinlianxin } = world.organizations;
  const claim = await acts.confirmedClaim(dacheng, xinlianxin);
  const draft = await acts.draft(dacheng);
  // Past the checks, so that the hostile value comes as far as it can.
  bases = {
    saveOrderDraft: { ...WHOLE, id: draft.id, expectedVersion: 1 },
    publishOffer: {
      title: '独居老人入户探访',
      content: '每周上门。',
      serviceTypes: ['EC01'],
      targetGroups: ['elder_alone'],
      sessionsPerMonth: 10,
      areaCodes: ['620500000000'],
      windowFrom: '2026-01-01',
      windowTo: '2026-12-31',
      costMode: 'free',
    },
    claimOrder: { orderId: draft.id },
    draftAgreement: { ...AGREEMENT, claimId: claim.id },
    cancelOrder: { orderId: draft.id, reason: '不再需要' },
  };
});
afterAll(() => world.close());

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly type: string;
}

/** Every leaf below an input, lists by their first item, optional fields too. */
function leavesOf(type: GraphQLInputType, path: Leaf['path']): Leaf[] {
  if (isNonNullType(type)) return leavesOf(type.ofType as GraphQLInputType, path);
  if (isListType(type)) return leavesOf(type.ofType as GraphQLInputType, [...path, 0]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap((field) => leavesOf(field.type, [...path, field.name]));
  return [{ path, type: type.name }];
}

/** The arguments with one leaf replaced; what lies on the way is made. */
function withLeaf(root: RootField, path: Leaf['path'], value: unknown): Record<string, unknown> {
  const argument = root.field.args.find(({ name }) => name === path[0]);
  if (!argument) throw new Error(`no argument ${String(path[0])}`);
  const base = { [argument.name]: mergeBase(root.name, leastValue(argument.type)) };
  let at: Record<string | number, unknown> = base;
  let type: GraphQLInputType = argument.type;
  for (const [i, key] of path.entries()) {
    if (i === path.length - 1) at[key] = value;
    else {
      type = innerOf(i === 0 ? argument.type : type, i === 0 ? null : key);
      const next = path[i + 1];
      const known = at[key];
      const made =
        typeof next === 'number'
          ? []
          : { ...(typeof known === 'object' && known !== null ? known : (leastValue(type) as object)) };
      at[key] = made;
      at = made as Record<string | number, unknown>;
    }
  }
  return base;
}

function innerOf(type: GraphQLInputType, key: string | number | null): GraphQLInputType {
  const bare = isNonNullType(type) ? (type.ofType as GraphQLInputType) : type;
  if (key === null) return bare;
  if (typeof key === 'number' && isListType(bare)) return innerOf(bare.ofType as GraphQLInputType, null);
  const field = isInputObjectType(bare) ? bare.getFields()[key] : undefined;
  return field ? innerOf(field.type, null) : bare;
}

const mergeBase = (name: string, least: unknown) =>
  typeof least === 'object' && least !== null && !Array.isArray(least)
    ? { ...least, ...bases[name], ...world.key() }
    : least;

const FORBIDDEN_WORDS = /select |insert |node_modules|\.ts:\d|postgres|drizzle|relation "|column "/i;

test.each(rootFields().filter(({ name, field }) => name !== 'signIn' && name !== 'signOut' && field.args.length > 0))(
  '$kind $name has an answer to everything',
  async (root) => {
    const faces = FACE_OF[root.rule] ?? FACES.slice(0, 1);
    const questions = root.field.args
      .flatMap((argument) => leavesOf(argument.type, [argument.name]))
      .flatMap(({ path, type }) => (HOSTILE[type] ?? ['no_such_value', '', 1]).map((value) => ({ path, value })));
    const faults: unknown[] = [];
    for (let from = 0; from < questions.length; from += 8) {
      await Promise.all(
        questions.slice(from, from + 8).flatMap(({ path, value }) =>
          faces.map(async (face) => {
            const { query, variables } = questionTo(root, withLeaf(root, path, value));
            const { status, data, errors } = await world.ask(face, query, variables);
            const text = JSON.stringify(errors ?? data);
            const codes = (errors ?? []).map((error) => error.extensions.code);
            const wrong = codes.some((code) => code === 'INTERNAL' || !ERROR_CODES.includes(code as never));
            if (wrong || status >= 500 || FORBIDDEN_WORDS.test(text))
              faults.push({
                path: path.join('.'),
                value: JSON.stringify(value).slice(0, 40),
                text: text.slice(0, 300),
              });
          }),
        ),
      );
    }
    expect(faults).toEqual([]);
  },
  60_000,
);
