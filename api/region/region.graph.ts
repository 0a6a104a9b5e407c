/** Regions, authorities and programmes on the graph. */
import { AUTHORITY_KINDS, type Authority } from '@jiedui/shared/region/authority.ts';
import type { Programme } from '@jiedui/shared/region/programme.ts';
import { REGION_LEVELS, type Region } from '@jiedui/shared/region/region.ts';
import { AuthorityUnsound, ProgrammeUnsound } from '@jiedui/shared/region/setting-up.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, bureau, signedIn, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { groupedInOrderOf, inOrderOf } from '../hall/in-order.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { authorityIdsOf } from '../viewer.ts';
import { limitPairings, registerAuthority, startProgramme } from './region.commands.ts';
import {
  authoritiesById,
  childRegions,
  governedAuthorities,
  jurisdictionsOf,
  listProgrammes,
  programmesById,
  regionsByCode,
} from './region.store.ts';

export const loadRegion = (context: Context, code: string): Promise<Region> =>
  context
    .loader(
      'region',
      () =>
        new DataLoader<string, Region>(async (codes) =>
          inOrderOf(codes, await regionsByCode(await context.tx(), codes), (r) => r.code),
        ),
    )
    .load(code);
export const loadAuthority = (context: Context, id: string): Promise<Authority> =>
  context
    .loader(
      'authority',
      () =>
        new DataLoader<string, Authority>(async (ids) =>
          inOrderOf(ids, await authoritiesById(await context.tx(), ids), (a) => a.id),
        ),
    )
    .load(id);
export const loadProgramme = (context: Context, id: string): Promise<Programme> =>
  context
    .loader(
      'programme',
      () =>
        new DataLoader<string, Programme>(async (ids) =>
          inOrderOf(ids, await programmesById(await context.tx(), ids), (p) => p.id),
        ),
    )
    .load(id);

const RegionLevelEnum = builder.enumType('RegionLevel', { values: REGION_LEVELS });
const AuthorityKindEnum = builder.enumType('AuthorityKind', { values: AUTHORITY_KINDS });

export const RegionRef = builder.objectRef<Region>('Region');
RegionRef.implement({
  description: '行政区划: a 12-digit code with its name and aliases.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    level: t.expose('level', { type: RegionLevelEnum }),
    aliases: t.stringList({ resolve: (region) => [...region.aliases] }),
    parent: t.field({
      type: RegionRef,
      nullable: true,
      resolve: (region, _args, context) => (region.parentCode ? loadRegion(context, region.parentCode) : null),
    }),
  }),
});

export const AuthorityRef = builder.objectRef<Authority>('Authority');
AuthorityRef.implement({
  description: '主管单位: a 民政局, 社会工作部 or 街道办; its jurisdiction is a list of regions, not a code prefix.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    kind: t.expose('kind', { type: AuthorityKindEnum }),
    region: t.field({
      type: RegionRef,
      resolve: (authority, _args, context) => loadRegion(context, authority.regionCode),
    }),
    parent: t.field({
      type: AuthorityRef,
      nullable: true,
      resolve: ({ parentId }, _args, context) => (parentId ? loadAuthority(context, parentId) : null),
    }),
    jurisdiction: t.field({
      type: [RegionRef],
      description: 'The regions that it looks after, by code.',
      resolve: async ({ id }, _args, context) => {
        const codes = await context
          .loader(
            'jurisdiction',
            () =>
              new DataLoader<string, { authorityId: string; code: string }[]>(async (ids) =>
                groupedInOrderOf(ids, await jurisdictionsOf(await context.tx(), ids), (row) => row.authorityId),
              ),
          )
          .load(id);
        return Promise.all(codes.map(({ code }) => loadRegion(context, code)));
      },
    }),
  }),
});

export const ProgrammeRef = builder.objectRef<Programme>('Programme').implement({
  description: '方案: the container of pairings, periods and rules.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    mode: t.exposeString('mode'),
    fromOn: t.expose('fromOn', { type: 'LocalDate' }),
    toOn: t.expose('toOn', { type: 'LocalDate' }),
    dispatchDueDay: t.exposeInt('dispatchDueDay'),
    mostPairings: t.exposeInt('mostPairings', {
      nullable: true,
      description: 'How many stations one organization may be paired with at a time.',
    }),
    version: t.exposeInt('version'),
    mayLimit: t.boolean({
      description: 'It is the viewer’s own authority’s.',
      resolve: (programme, _args, context) => authorityIdsOf(viewerOf(context)).includes(programme.authorityId),
    }),
  }),
});

builder.queryField('regions', (t) =>
  t.field({
    type: [RegionRef],
    description: 'Regions directly below the one given.',
    extensions: access(signedIn),
    args: { parentCode: t.arg.id() },
    resolve: async (_root, { parentCode }, context) => childRegions(await context.tx(), parentCode),
  }),
);

builder.queryField('authorities', (t) =>
  t.field({
    type: [AuthorityRef],
    description: 'The viewer’s own and those it governs, its own first.',
    extensions: access(bureau),
    resolve: async (_root, _args, context) => governedAuthorities(await context.tx()),
  }),
);

builder.queryField('programmes', (t) =>
  t.field({
    type: [ProgrammeRef],
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listProgrammes(await context.tx()),
  }),
);

for (const [refusal, name] of [
  [AuthorityUnsound, 'AuthorityUnsound'],
  [ProgrammeUnsound, 'ProgrammeUnsound'],
] as const)
  builder.objectType(refusal as typeof AuthorityUnsound, {
    name,
    interfaces: [RefusalInterface],
    extensions: access(viaParent),
    fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: ({ problems }) => [...problems] }) }),
  });

const RegisterAuthorityInput = builder.inputType('RegisterAuthorityInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    kind: t.field({ type: AuthorityKindEnum }),
    name: t.string(),
    regionCode: t.id(),
    jurisdiction: t.idList({ description: 'Codes within the jurisdiction of the viewer’s authority.' }),
  }),
});
builder.mutationField('registerAuthority', (t) =>
  t.field({
    type: builder.errorUnion('RegisterAuthorityResult', { types: [AuthorityRef, AuthorityUnsound] }),
    description: 'Opens an authority below the viewer’s own.',
    extensions: access(bureau),
    args: { input: t.arg({ type: RegisterAuthorityInput }) },
    resolve: (_root, { input }, context) => registerAuthority(context.command(), input),
  }),
);

const StartProgrammeInput = builder.inputType('StartProgrammeInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    name: t.string(),
    mode: t.string(),
    fromOn: t.field({ type: 'LocalDate' }),
    toOn: t.field({ type: 'LocalDate' }),
    dispatchDueDay: t.int({ description: 'Dispatch is due before this day of the month.' }),
  }),
});
builder.mutationField('startProgramme', (t) =>
  t.field({
    type: builder.errorUnion('StartProgrammeResult', { types: [ProgrammeRef, ProgrammeUnsound] }),
    extensions: access(bureau),
    args: { input: t.arg({ type: StartProgrammeInput }) },
    resolve: (_root, { input }, context) => startProgramme(context.command(), input),
  }),
);

const LimitPairingsInput = builder.inputType('LimitPairingsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    programmeId: t.id(),
    expectedVersion: t.int(),
    mostPairings: t.int({ required: false, description: 'Left out or null for no limit.' }),
  }),
});
builder.mutationField('limitPairings', (t) =>
  t.field({
    type: builder.errorUnion('LimitPairingsResult', { types: [ProgrammeRef, ProgrammeUnsound, StaleVersion] }),
    description: '结对上限: how many stations one organization may be paired with in this programme.',
    extensions: access(bureau),
    args: { input: t.arg({ type: LimitPairingsInput }) },
    resolve: (_root, { input }, context) =>
      limitPairings(context.command(), { ...input, mostPairings: input.mostPairings ?? null }),
  }),
);
