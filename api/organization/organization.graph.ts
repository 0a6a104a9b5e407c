/** Organizations on the graph. */
import { type Organization, PROVIDER_KINDS } from '@jiedui/shared/organization/organization.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { gradeOn } from '@jiedui/shared/organization/register.ts';
import DataLoader from 'dataloader';
import { access, signedIn, viaParent } from '../access.ts';
import { RoleGrantRef, ViewerRef } from '../account/account.graph.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { RegionRef, loadRegion } from '../region/region.graph.ts';
import { organizationIdOf } from '../viewer.ts';
import { listOrganizations, organizationsById } from './organization.store.ts';

export const loadOrganization = (context: Context, id: string): Promise<Organization> =>
  context
    .loader(
      'organization',
      () =>
        new DataLoader<string, Organization>(async (ids) =>
          inOrderOf(ids, await organizationsById(await context.tx(), ids), (o) => o.id),
        ),
    )
    .load(id);

export const ProviderKindEnum = builder.enumType('ProviderKind', { values: PROVIDER_KINDS });

export const OrganizationRef = builder.objectRef<Organization>('Organization').implement({
  description: '社会组织及其他服务提供方: who claims orders and serves them.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    providerKind: t.expose('providerKind', { type: ProviderKindEnum }),
    uscc: t.exposeString('uscc', { nullable: true }),
    ratingGrade: t.int({
      nullable: true,
      description: '1 to 5 for 1A to 5A, while it counts: a rating whose last day is over is none.',
      resolve: (o, _args, context) => gradeOn(o.ratingGrade, o.ratingUntil, localDateOf(context.at)),
    }),
    businessScope: t.exposeString('businessScope'),
    sessionsPerMonth: t.exposeInt('sessionsPerMonth', { description: 'Sessions it can give in a month.' }),
    region: t.field({ type: RegionRef, resolve: (o, _args, context) => loadRegion(context, o.regionCode) }),
  }),
});

builder.objectField(ViewerRef, 'organization', (t) =>
  t.field({
    type: OrganizationRef,
    nullable: true,
    resolve: (viewer, _args, context) => {
      const id = organizationIdOf(viewer);
      return id ? loadOrganization(context, id) : null;
    },
  }),
);
builder.objectField(RoleGrantRef, 'organization', (t) =>
  t.field({
    type: OrganizationRef,
    nullable: true,
    resolve: (grant, _args, context) => (grant.organizationId ? loadOrganization(context, grant.organizationId) : null),
  }),
);

builder.queryField('organizations', (t) =>
  t.field({
    type: [OrganizationRef],
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listOrganizations(await context.tx()),
  }),
);
