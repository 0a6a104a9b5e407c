/** What the register holds of an organization, on the graph: history, staff, what runs out, and corrections asked for. */
import { CORRECTION_STATES, CORRECTION_SUBJECTS } from '@jiedui/shared/organization/correction.ts';
import { ORGANIZATION_EVENT_WORDS } from '@jiedui/shared/organization/event.ts';
import { EXPIRY_KINDS, type Expiry } from '@jiedui/shared/organization/expiry.ts';
import { maskedMobile } from '@jiedui/shared/identity.ts';
import { LIST_STATUSES, ORGANIZATION_STATES } from '@jiedui/shared/organization/organization.ts';
import { PROVIDER_STATES } from '@jiedui/shared/organization/organization.ts';
import {
  type AnnualCheck,
  ANNUAL_RESULTS,
  LISTS,
  REGISTRATION_STATUSES,
  type Rating,
} from '@jiedui/shared/organization/register.ts';
import { LICENCE_LEVELS, maskedName } from '@jiedui/shared/organization/staff.ts';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { loadOrganization, OrganizationRef } from './organization.graph.ts';
import type { CorrectionRow } from './correction.store.ts';
import type { eventsOf, ListingRow } from './register.store.ts';
import type { StaffRow } from './staff.store.ts';

export const OrganizationStateEnum = builder.enumType('OrganizationState', { values: ORGANIZATION_STATES });
export const ProviderStateEnum = builder.enumType('ProviderState', { values: PROVIDER_STATES });
export const ListStatusEnum = builder.enumType('ListStatus', { values: LIST_STATUSES });
export const AnnualResultEnum = builder.enumType('AnnualResult', { values: ANNUAL_RESULTS });
export const RegistrationStatusEnum = builder.enumType('RegistrationStatus', { values: REGISTRATION_STATUSES });
export const ListEnum = builder.enumType('OrganizationList', { values: LISTS });
export const LicenceLevelEnum = builder.enumType('StaffLicenceLevel', { values: LICENCE_LEVELS });
const ExpiryKindEnum = builder.enumType('ExpiryKind', { values: EXPIRY_KINDS });
export const CorrectionSubjectEnum = builder.enumType('CorrectionSubject', { values: CORRECTION_SUBJECTS });
const CorrectionStateEnum = builder.enumType('CorrectionState', { values: CORRECTION_STATES });

export const RatingRef = builder.objectRef<Rating & { id: string }>('OrganizationRating').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    grade: t.exposeInt('grade', { description: '1 to 5 for 1A to 5A.' }),
    issuer: t.exposeString('issuer'),
    ratedOn: t.expose('ratedOn', { type: 'LocalDate' }),
    validUntil: t.expose('validUntil', { type: 'LocalDate', description: 'Last day, inclusive.' }),
  }),
});
export const AnnualCheckRef = builder.objectRef<AnnualCheck & { id: string }>('OrganizationAnnualCheck').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    year: t.exposeInt('year'),
    result: t.expose('result', { type: AnnualResultEnum }),
  }),
});
export const ListingRef = builder.objectRef<ListingRow>('OrganizationListing').implement({
  description: '列入名录: in force from its day until the day before the removal.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    list: t.expose('list', { type: ListEnum }),
    listedOn: t.expose('listedOn', { type: 'LocalDate' }),
    basis: t.exposeString('basis'),
    removedOn: t.expose('removedOn', { type: 'LocalDate', nullable: true }),
    removalBasis: t.exposeString('removalBasis', { nullable: true }),
  }),
});
type EventTold = Awaited<ReturnType<typeof eventsOf>>[number];
export const EventRef = builder.objectRef<EventTold>('OrganizationEvent').implement({
  description: '办理记录: what the bureau did with the entry in the register.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.string({ resolve: ({ id }) => id }),
    words: t.string({ resolve: ({ what }) => ORGANIZATION_EVENT_WORDS[what] }),
    changed: t.stringList({ resolve: ({ changed }) => [...changed] }),
    reason: t.string({ nullable: true, resolve: ({ reason }) => reason }),
    at: t.field({ type: 'Instant', resolve: ({ at }) => at }),
    byName: t.string({ resolve: ({ byName }) => byName ?? '主管单位' }),
  }),
});
export const ExpiryRef = builder.objectRef<Expiry>('Expiry').implement({
  description: '到期提醒: what has run out or soon will; names no person.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: ExpiryKindEnum }),
    what: t.exposeString('what'),
    lastOn: t.expose('lastOn', { type: 'LocalDate' }),
    isExpired: t.boolean({ resolve: ({ state }) => state === 'expired' }),
  }),
});
/** Masked wherever it is listed; `revealStaffMember` answers with the whole. */
export const StaffRef = builder.objectRef<StaffRow>('StaffMember').implement({
  description: '从业人员, name and number masked.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    maskedName: t.string({ resolve: ({ name }) => maskedName(name) }),
    maskedMobile: t.string({ nullable: true, resolve: ({ mobile }) => mobile && maskedMobile(mobile) }),
    post: t.exposeString('post'),
    licenceLevel: t.expose('licenceLevel', { type: LicenceLevelEnum }),
    licenceUntil: t.expose('licenceUntil', { type: 'LocalDate', nullable: true }),
    backgroundCheckedOn: t.expose('backgroundCheckedOn', { type: 'LocalDate', nullable: true }),
    hasLeft: t.boolean({ resolve: ({ leftOn }) => leftOn !== null }),
  }),
});
export const RevealedStaffRef = builder.objectRef<{ staff: StaffRow }>('RevealedStaffMember').implement({
  description: 'The name and number of one member; asking for it is noted in the audit.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    name: t.string({ resolve: ({ staff }) => staff.name }),
    mobile: t.string({ nullable: true, resolve: ({ staff }) => staff.mobile }),
    member: t.field({ type: StaffRef, resolve: ({ staff }) => staff }),
  }),
});
export const CorrectionRef = builder.objectRef<CorrectionRow>('OrganizationCorrection').implement({
  description: '更正申请: what the register has wrong, in the words of the organization, and what the bureau answered.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    subject: t.expose('subject', { type: CorrectionSubjectEnum }),
    text: t.exposeString('text'),
    state: t.expose('state', { type: CorrectionStateEnum }),
    answer: t.exposeString('answer', { nullable: true }),
    requestedAt: t.expose('requestedAt', { type: 'Instant' }),
    answeredAt: t.expose('answeredAt', { type: 'Instant', nullable: true }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (c, _args, context) => loadOrganization(context, c.organizationId),
    }),
  }),
});
