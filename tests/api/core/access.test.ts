/** The first wall: every field has a rule, and every root field keeps to it for nobody and for each of the three faces. */
import { access, bureau, enforceAccess, fieldsWithoutRule, signedIn, viaParent } from '@jiedui/api/access.ts';
import { schema } from '@jiedui/api/schema.ts';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../kit/world.ts';
import { questionTo, rootFields } from './asking.ts';

/** Who stands for each face in the small world. */
const FACES = { station: 'dacheng', organization: 'xinlianxin', bureau: 'bureau' } as const;
type Face = keyof typeof FACES;

/** What each rule means, said again here on purpose: a rule that quietly admits more people must fail this file. */
const ADMITTED: Record<string, readonly Face[]> = {
  anyone: ['station', 'organization', 'bureau'],
  signedIn: ['station', 'organization', 'bureau'],
  ownAccount: ['station', 'organization', 'bureau'],
  station: ['station'],
  organization: ['organization'],
  bureau: ['bureau'],
  stationOrBureau: ['station', 'bureau'],
  stationOrOrganization: ['station', 'organization'],
  organizationOrBureau: ['organization', 'bureau'],
};
/** The only fields for people without an account: the sign-in page, the public page, and who asks to be registered. */
const OPEN = [
  'applicationPlaces',
  'applyAsOrganization',
  'openBoard',
  'resubmitApplication',
  'signIn',
  'trackedApplication',
  'viewer',
];
/** Ends the session that asks. */
const ENDS_SESSION = 'signOut';

describe('a schema', () => {
  const schemaOf = (
    fields: Record<string, { type: typeof GraphQLString; extensions?: Record<string, unknown> }>,
    extensions = {},
  ) => new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', extensions, fields }) });

  test('of ours has a rule for every field', () => {
    expect(fieldsWithoutRule(schema)).toEqual([]);
  });

  test('with a field that declares nothing is refused, and the field is named', () => {
    const open = schemaOf({
      known: { type: GraphQLString, extensions: access(signedIn) },
      secret: { type: GraphQLString },
    });
    expect(fieldsWithoutRule(open)).toEqual(['Query.secret']);
    expect(() => enforceAccess(open)).toThrow('Query.secret');
  });

  test('whose root field leans on the rule of its type is refused: a root field needs its own', () => {
    const leaning = schemaOf({ list: { type: GraphQLString } }, access(signedIn));
    expect(() => enforceAccess(leaning)).toThrow('Query.list');
    const viaNothing = schemaOf({ list: { type: GraphQLString, extensions: access(viaParent) } });
    expect(() => enforceAccess(viaNothing)).toThrow('Query.list');
  });

  test('with a nested object without a rule is refused', () => {
    const inner = new GraphQLObjectType({ name: 'Inner', fields: { id: { type: GraphQLString } } });
    const nested = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { inner: { type: inner, extensions: access(bureau) } } }),
    });
    expect(() => enforceAccess(nested)).toThrow('Inner.id');
  });
});

describe('over HTTP', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const codesOf = async (login: string | null, question: { query: string; variables: Record<string, unknown> }) => {
    const { data, errors } = await world.ask(login, question.query, question.variables);
    return { data, codes: (errors ?? []).map((error) => error.extensions.code) };
  };

  test('only these fields are open', () => {
    expect(
      rootFields()
        .filter(({ rule }) => rule === 'anyone')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(OPEN);
  });

  test.each(rootFields().filter(({ rule }) => rule !== 'anyone'))(
    'nobody gets nothing from $kind $name',
    async (root) => {
      const { data, codes } = await codesOf(null, questionTo(root));
      expect(codes).toEqual(['UNAUTHENTICATED']);
      expect(data?.[root.name] ?? null).toBeNull();
    },
  );

  test.each(rootFields().filter(({ name }) => name !== ENDS_SESSION))('$kind $name keeps to “$rule”', async (root) => {
    const admitted = ADMITTED[root.rule];
    expect(admitted, `rule ${root.rule} is not known here`).toBeDefined();
    for (const [face, login] of Object.entries(FACES)) {
      const { data, codes } = await codesOf(login, questionTo(root));
      if (admitted?.includes(face as Face)) {
        for (const code of ['FORBIDDEN', 'UNAUTHENTICATED', 'INTERNAL']) expect(codes, face).not.toContain(code);
      } else {
        expect(codes, face).toEqual(['FORBIDDEN']);
        expect(data?.[root.name] ?? null).toBeNull();
      }
    }
  });

  test('a refused field says who may, and nothing about what is there', async () => {
    const order = '{ market(first: 1) { totalCount } }';
    const { errors } = await world.ask('bureau', order);
    expect(errors?.[0]?.message).toBe('您的账号没有此项权限，需要社会组织联络员办理。');
  });

  test('the fields below keep their own rule: a station does not ask how well it fits, an organization not who is recommended', async () => {
    const nested = async (login: string, field: string) =>
      (
        await codesOf(login, {
          query: `{ orders(first: 1) { edges { node { ${field} { __typename } } } } }`,
          variables: {},
        })
      ).codes;
    expect(await nested('dacheng', 'fit')).toEqual([]);
    const draft = { input: { ...world.key(), title: '为独居老人探访' } };
    await world.ask(
      'dacheng',
      'mutation ($input: OrderDraftInput!) { saveOrderDraft(input: $input) { __typename } }',
      draft,
    );
    expect(await nested('dacheng', 'fit')).toEqual(['FORBIDDEN']);
    expect(await nested('dacheng', 'recommendation')).toEqual([]);
  });
});
