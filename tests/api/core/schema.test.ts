/** The contract: the committed schema is the built one, every union resolves, and every document of our own client passes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainListsOf, LIMITS, refuseIfTooLarge } from '@jiedui/api/limits.ts';
import { printedSchema, SCHEMA_PATH } from '@jiedui/api/print-schema.ts';
import { schema } from '@jiedui/api/schema.ts';
import * as handOver from '@jiedui/shared/account/hand-over.ts';
import * as account from '@jiedui/shared/account/refusals.ts';
import { ROLES } from '@jiedui/shared/account/role.ts';
import * as invitation from '@jiedui/shared/claim/invitation-refusals.ts';
import * as claim from '@jiedui/shared/claim/refusals.ts';
import * as ruling from '@jiedui/shared/claim/ruling-rules.ts';
import * as takeover from '@jiedui/shared/claim/takeover-refusals.ts';
import * as dispatch from '@jiedui/shared/dispatch/refusals.ts';
import * as matching from '@jiedui/shared/matching/refusals.ts';
import * as run from '@jiedui/shared/matching/round/run.ts';
import * as delivery from '@jiedui/shared/notice/delivery.ts';
import * as email from '@jiedui/shared/notice/email.ts';
import * as robot from '@jiedui/shared/notice/robot-refusals.ts';
import * as imports from '@jiedui/shared/report/import/refusals.ts';
import * as offer from '@jiedui/shared/offer/refusals.ts';
import * as claimTerms from '@jiedui/shared/order/claim-terms-refusals.ts';
import * as need from '@jiedui/shared/order/need-refusals.ts';
import * as orderFlow from '@jiedui/shared/order/flow-refusals.ts';
import * as order from '@jiedui/shared/order/refusals.ts';
import * as survey from '@jiedui/shared/order/survey-refusals.ts';
import * as organization from '@jiedui/shared/organization/refusals.ts';
import * as pairing from '@jiedui/shared/pairing/refusals.ts';
import * as personalData from '@jiedui/shared/personal-data.ts';
import * as refusal from '@jiedui/shared/refusal.ts';
import * as settingUp from '@jiedui/shared/region/setting-up.ts';
import * as search from '@jiedui/shared/search/refusals.ts';
import * as savedSearch from '@jiedui/shared/search/saved.ts';
import * as service from '@jiedui/shared/service/refusals.ts';
import * as station from '@jiedui/shared/station/refusals.ts';
import * as thresholds from '@jiedui/shared/station/thresholds.ts';
import * as worker from '@jiedui/shared/station/worker.ts';
import {
  execute,
  getNamedType,
  type GraphQLAbstractType,
  type GraphQLResolveInfo,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { questionTo, rootFields } from './asking.ts';

test('the committed schema is the one that is built', () => {
  expect(readFileSync(SCHEMA_PATH, 'utf8'), 'run `node api/print-schema.ts` and review the difference').toBe(
    printedSchema(),
  );
});

type RefusalClass = abstract new (...args: never[]) => refusal.Refusal;
const isRefusalClass = (value: unknown): value is RefusalClass =>
  typeof value === 'function' && value.prototype instanceof refusal.Refusal;
/** Every refusal that a rule can make, by name. */
const refusals = new Map(
  [
    account,
    claim,
    claimTerms,
    delivery,
    dispatch,
    email,
    handOver,
    imports,
    invitation,
    matching,
    need,
    offer,
    order,
    orderFlow,
    organization,
    pairing,
    personalData,
    refusal,
    robot,
    ruling,
    run,
    savedSearch,
    search,
    service,
    survey,
    takeover,
    settingUp,
    station,
    thresholds,
    worker,
  ]
    .flatMap((room) => Object.values(room) as unknown[])
    .filter(isRefusalClass)
    .map((made) => [made.name, made] as const),
);
const abstractTypes = Object.values(schema.getTypeMap()).filter(
  (type) => isAbstractType(type) && !type.name.startsWith('__'),
) as GraphQLAbstractType[];

/** Someone in every role, for whom every command refuses with what it is given. */
const refusing = (refused: unknown) => {
  const refuse = () => {
    throw refused;
  };
  const roles = ROLES.map((role) => ({ role, stationId: null, organizationId: null, authorityId: null }));
  return {
    viewer: { roles },
    at: new Date(0),
    requestId: 'x',
    command: refuse,
    tx: refuse,
    get hall() {
      return refuse();
    },
  };
};

describe('every union and interface', () => {
  test('is known, and has members', () => {
    expect(abstractTypes.length).toBeGreaterThan(10);
    for (const type of abstractTypes) expect(schema.getPossibleTypes(type).length, type.name).toBeGreaterThan(0);
  });

  const unions = rootFields().filter(({ field }) => isUnionType(getNamedType(field.type)));
  test.each(unions.map((root) => [root.name, root] as const))(
    '%s tells each of its refusals apart',
    async (name, root) => {
      const members = schema.getPossibleTypes(getNamedType(root.field.type) as GraphQLAbstractType);
      const refused = members.filter((member) =>
        member.getInterfaces().some((implemented) => implemented.name === 'Refusal'),
      );
      expect(members.length - refused.length, 'one thing, and reasons why not').toBe(1);
      for (const member of refused) {
        const made = refusals.get(member.name);
        expect(made, `${member.name} is no class of shared`).toBeDefined();
        const { query, variables } = questionTo(root);
        const input = { ...(variables.input as object), ...(name === 'setOfferState' ? { state: 'listed' } : {}) };
        const answer = await execute({
          schema,
          document: parse(query),
          variableValues: { input },
          contextValue: refusing(Object.create(made?.prototype ?? {})),
        });
        expect(answer, member.name).toEqual({ data: { [name]: { __typename: member.name } } });
      }
    },
  );

  test('every interface knows each of its types', () => {
    const interfaces = abstractTypes.filter(isInterfaceType);
    expect(interfaces.map((type) => type.name)).toEqual(['Refusal']);
    const [refusalType] = interfaces;
    if (!refusalType) return;
    for (const type of schema.getPossibleTypes(refusalType)) {
      const made = refusals.get(type.name);
      expect(made, `${type.name} is no class of shared`).toBeDefined();
      expect(
        refusalType.resolveType?.(Object.create(made?.prototype ?? {}), {}, {} as GraphQLResolveInfo, refusalType),
      ).toBe(type.name);
    }
  });

  test('every refusal of the rules is on the graph, with its code and its words', () => {
    for (const name of refusals.keys()) {
      const type = schema.getType(name);
      expect(isObjectType(type) && Object.keys(type.getFields()), name).toEqual(
        expect.arrayContaining(['code', 'message']),
      );
    }
  });

  test('a mutation answers with a union that can say no, except for the few that never do', () => {
    const plain = Object.values(schema.getMutationType()?.getFields() ?? {})
      .filter((field) => !isUnionType(schema.getType(String(field.type).replaceAll(/[![\]]/g, ''))))
      .map((field) => field.name);
    expect(plain.sort()).toEqual([
      'confirmAllNeeds',
      'confirmAllOffers',
      'endOtherSessions',
      'markAllNoticesRead',
      'markNoticesRead',
      'signOut',
    ]);
  });

  test('every mutation but the way in takes a key', () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const [input, ...more] = field.args;
      expect(more, field.name).toEqual([]);
      const type = schema.getType(String(input?.type).replace('!', ''));
      const key =
        type && 'getFields' in type
          ? String((type.getFields() as Record<string, { type: unknown }>).clientMutationId?.type)
          : '';
      expect(key, field.name).toBe('UUID!');
    }
  });
});

describe('the documents of our own client', () => {
  const manifest = join(import.meta.dirname, '../../../web/gql/persisted-documents.json');
  let documents: [string, string][];
  beforeAll(async () => {
    if (!existsSync(manifest)) {
      const codegen = '../../../web/codegen.ts';
      await (await import(/* @vite-ignore */ codegen)).generateDocuments();
    }
    documents = Object.entries(JSON.parse(readFileSync(manifest, 'utf8')));
  }, 120_000);

  const nameOf = (source: string) => /(?:query|mutation)\s+(\w+)/.exec(source)?.[1] ?? source.slice(0, 60);

  test('are there, each with a name of its own', () => {
    expect(documents.length).toBeGreaterThan(20);
    const names = documents.map(([, source]) => nameOf(source));
    expect(new Set(names).size).toBe(names.length);
  });

  test('fit the schema', () => {
    const wrong = documents.flatMap(([, source]) =>
      validate(schema, parse(source)).map((error) => `${nameOf(source)}: ${error.message}`),
    );
    expect(wrong).toEqual([]);
  });

  test('stay within every limit, with their largest pages', () => {
    const plainLists = plainListsOf(schema);
    const tooLarge = documents.flatMap(([, source]) => {
      try {
        const document = parse(source, { maxTokens: LIMITS.tokens });
        refuseIfTooLarge(
          document,
          largestPages(document.definitions.find((part) => part.kind === Kind.OPERATION_DEFINITION)),
          plainLists,
        );
        return [];
      } catch (error) {
        return [`${nameOf(source)}: ${(error as Error).message}`];
      }
    });
    expect(tooLarge).toEqual([]);
  });

  /** The page size of the desk's lists, the only one that a document takes from a variable. */
  const deskPage = Number(
    /PAGE_SIZE = (\d+)/.exec(readFileSync(join(import.meta.dirname, '../../../web/desk/shell/pages.ts'), 'utf8'))?.[1],
  );

  function largestPages(operation: OperationDefinitionNode | undefined): Record<string, unknown> {
    expect(deskPage).toBeGreaterThan(0);
    return Object.fromEntries(
      (operation?.variableDefinitions ?? []).map(({ variable }) => [
        variable.name.value,
        variable.name.value === 'first' ? deskPage : null,
      ]),
    );
  }
});
