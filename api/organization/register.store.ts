/** SQL of the register: who is on it, the history of ratings, checks and lists, what of it counts, and what runs out. */
import type { Tx } from '@jiedui/db/connect.ts';
import { organizations } from '@jiedui/db/schema/organization.ts';
import {
  organizationAnnualChecks,
  organizationEvents,
  organizationListings,
  organizationRatings,
} from '@jiedui/db/schema/organization-register.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { OrganizationEvent } from '@jiedui/shared/organization/event.ts';
import type { ExpiryFacts } from '@jiedui/shared/organization/expiry.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import { qualificationWords } from '@jiedui/shared/organization/qualification.ts';
import {
  type AnnualCheck,
  type Listing,
  listStatusOn,
  type Rating,
  ratingOn,
  type RegistrationStatus,
} from '@jiedui/shared/organization/register.ts';
import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';

export interface Owner {
  readonly tenantId: string;
  readonly organizationId: string;
}
export interface ListingRow extends Listing {
  readonly id: string;
  readonly organizationId: string;
  readonly removalBasis: string | null;
}
export interface EventRow {
  readonly what: OrganizationEvent;
  readonly changed: readonly string[];
  readonly reason: string | null;
}
/** What the register holds beside `Organization`. */
export interface RegisterRow extends Organization {
  readonly filingNumber: string | null;
  readonly registrationStatus: RegistrationStatus;
  readonly serviceTypes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly backgroundCheckedOn: LocalDate | null;
}

/** The most rows that one list of an organization's shows. */
export const MANY = 200;

const REGISTER = `g.id, g.name, g.uscc, g.provider_kind as "providerKind", g.state, g.list_status as "listStatus",
  g.rating_grade as "ratingGrade", g.rating_until as "ratingUntil", g.business_scope as "businessScope", g.region_code as "regionCode",
  g.sessions_per_month as "sessionsPerMonth", g.version, g.filing_number as "filingNumber",
  g.registration_status as "registrationStatus", g.service_types as "serviceTypes", g.area_codes as "areaCodes",
  g.background_checked_on as "backgroundCheckedOn"`;

export const registerRows = (tx: Tx, ids: readonly string[]) =>
  tx.named<RegisterRow & Record<string, unknown>>(
    'register.rows',
    `select ${REGISTER} from organizations g where g.id = any($1)`,
    [ids],
  );

/** Locked for a change by the bureau that governs its place; null when there is none. */
export async function lockGoverned(tx: Tx, id: string): Promise<RegisterRow | null> {
  const [row] = await tx.named<RegisterRow & Record<string, unknown>>(
    'register.lockGoverned',
    `select ${REGISTER} from organizations g where g.id = $1 and app.governs_region(g.region_code) for update`,
    [id],
  );
  return row ?? null;
}

export interface RegisterFilter {
  readonly states: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly listed: boolean | null;
  readonly text: string | null;
  readonly regionPrefix: string | null;
}
const FILTER = `g.tenant_id = (select app.tenant_id()) and app.governs_region(g.region_code)
  and ($1::text[] is null or g.state = any($1)) and ($2::text[] is null or g.provider_kind = any($2))
  and ($3::boolean is null or (g.list_status <> 'none') = $3)
  and ($4::text is null or position($4 in g.name) > 0 or g.uscc = upper($4))
  and ($5::text is null or starts_with(g.region_code, $5))`;
const filterValues = (filter: RegisterFilter) => [
  filter.states,
  filter.kinds,
  filter.listed,
  filter.text,
  filter.regionPrefix,
];

export const listRegister = (tx: Tx, filter: RegisterFilter, afterId: string | null, limit: number) =>
  tx.named<RegisterRow & Record<string, unknown>>(
    'register.list',
    `select ${REGISTER} from organizations g where ${FILTER} and ($6::uuid is null or g.id < $6) order by g.id desc limit $7`,
    [...filterValues(filter), afterId, limit],
  );

export async function countRegister(tx: Tx, filter: RegisterFilter): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'register.count',
    `select count(*)::int as count from organizations g where ${FILTER}`,
    filterValues(filter),
  );
  return row?.count ?? 0;
}

// The history, newest first.

export const ratingsOf = (tx: Tx, ids: readonly string[]) =>
  tx.named<Rating & { id: string; organizationId: string } & Record<string, unknown>>(
    'register.ratings',
    `select r.id, r.organization_id as "organizationId", r.grade, r.issuer, r.rated_on as "ratedOn", r.valid_until as "validUntil"
     from organization_ratings r where r.organization_id = any($1) order by r.rated_on desc, r.id desc limit ${MANY * 10}`,
    [ids],
  );

/** One for each year: the entry made last. */
export const annualChecksOf = (tx: Tx, ids: readonly string[]) =>
  tx.named<AnnualCheck & { id: string; organizationId: string } & Record<string, unknown>>(
    'register.annualChecks',
    `select distinct on (c.organization_id, c.year) c.id, c.organization_id as "organizationId", c.year, c.result
     from organization_annual_checks c where c.organization_id = any($1)
     order by c.organization_id, c.year desc, c.recorded_at desc, c.id desc`,
    [ids],
  );

const LISTING = `l.id, l.organization_id as "organizationId", l.list, l.listed_on as "listedOn", l.basis, l.removed_on as "removedOn",
  l.removal_basis as "removalBasis"`;
export const listingsOf = (tx: Tx, ids: readonly string[]) =>
  tx.named<ListingRow & Record<string, unknown>>(
    'register.listings',
    `select ${LISTING} from organization_listings l where l.organization_id = any($1) order by l.listed_on desc, l.id desc limit ${MANY * 10}`,
    [ids],
  );

export const eventsOf = (tx: Tx, organizationId: string) =>
  tx.named<EventRow & { id: string; at: Date; byName: string | null } & Record<string, unknown>>(
    'register.events',
    `select e.id, e.what, e.changed, e.reason, e.at, a.name as "byName"
     from organization_events e left join accounts a on a.id = e.by_account_id
     where e.organization_id = $1 order by e.id desc limit ${MANY}`,
    [organizationId],
  );

export async function insertEvent(tx: Tx, owner: Owner, event: EventRow, byAccountId: string, at: Date): Promise<void> {
  await tx.db
    .insert(organizationEvents)
    .values({ id: uuid(), ...owner, ...event, changed: [...event.changed], byAccountId, at });
}

export async function insertAnnualCheck(tx: Tx, owner: Owner, check: AnnualCheck, recordedBy: string, at: Date) {
  await tx.db.insert(organizationAnnualChecks).values({ id: uuid(), ...owner, ...check, recordedBy, recordedAt: at });
}

export async function insertRating(tx: Tx, owner: Owner, rating: Rating, recordedBy: string, at: Date): Promise<void> {
  await tx.db.insert(organizationRatings).values({ id: uuid(), ...owner, ...rating, recordedBy, recordedAt: at });
}

export async function insertListing(
  tx: Tx,
  owner: Owner,
  listing: Omit<Listing, 'removedOn'>,
  recordedBy: string,
  at: Date,
) {
  await tx.db.insert(organizationListings).values({ id: uuid(), ...owner, ...listing, recordedBy, recordedAt: at });
}

export async function removeListing(tx: Tx, id: string, removedOn: LocalDate, removalBasis: string): Promise<void> {
  await tx.db.update(organizationListings).set({ removedOn, removalBasis }).where(eq(organizationListings.id, id));
}

export type RegisterChange = Partial<
  Pick<
    RegisterRow,
    | 'name'
    | 'uscc'
    | 'filingNumber'
    | 'businessScope'
    | 'regionCode'
    | 'sessionsPerMonth'
    | 'registrationStatus'
    | 'state'
  >
> & { readonly serviceTypes?: readonly string[]; readonly areaCodes?: readonly string[] };

export async function saveRegister(tx: Tx, { id, version }: RegisterRow, change: RegisterChange): Promise<void> {
  const { serviceTypes, areaCodes, ...rest } = change;
  await tx.db
    .update(organizations)
    .set({
      ...rest,
      ...(serviceTypes ? { serviceTypes: [...serviceTypes] } : {}),
      ...(areaCodes ? { areaCodes: [...areaCodes] } : {}),
      version: version + 1,
    })
    .where(and(eq(organizations.id, id), eq(organizations.version, version)));
}

/**
 * Writes what counts of the history beside the organization, where matching reads it. Entries never lie ahead, so a list
 * in force changes only by an entry; a rating ends by its last day, which is written with it.
 */
export async function writeWhatCounts(tx: Tx, { id, version }: RegisterRow, today: LocalDate): Promise<void> {
  const [ratings, listings] = await Promise.all([ratingsOf(tx, [id]), listingsOf(tx, [id])]);
  const last = ratings[0];
  const rating = last ? { ratingGrade: ratingOn(ratings, last.ratedOn), ratingUntil: last.validUntil } : {};
  await tx.db
    .update(organizations)
    .set({ ...rating, listStatus: listStatusOn(listings, today), version: version + 1 })
    .where(and(eq(organizations.id, id), eq(organizations.version, version)));
}

/** What may run out of these organizations, without anybody's name. */
export async function expiryFactsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<(ExpiryFacts & { organizationId: string })[]> {
  const rows = await tx.named<
    Omit<ExpiryFacts, 'qualifications'> & {
      organizationId: string;
      qualifications: readonly { code: string; validUntil: LocalDate | null }[];
    } & Record<string, unknown>
  >(
    'register.expiryFacts',
    `select g.id as "organizationId", coalesce(g.uscc like '51%', false) as "isAssociation", g.rating_until as "ratingUntil",
       coalesce((select jsonb_agg(jsonb_build_object('code', q.code, 'validUntil', q.valid_until) order by q.code)
         from organization_qualifications q where q.organization_id = g.id), '[]') as qualifications,
       coalesce((select jsonb_agg(s.licence_until order by s.id) from organization_staff s
         where s.organization_id = g.id and s.left_on is null and s.licence_until is not null), '[]') as "staffLicences",
       coalesce((select jsonb_agg(b.day) from (select g.background_checked_on as day where g.background_checked_on is not null
         union all select s.background_checked_on from organization_staff s
         where s.organization_id = g.id and s.left_on is null and s.background_checked_on is not null) b), '[]') as "backgroundChecks",
       coalesce((select jsonb_agg(distinct c.year) from organization_annual_checks c where c.organization_id = g.id), '[]') as "checkedYears"
     from organizations g where g.id = any($1) and g.state <> 'exited'`,
    [ids],
  );
  return rows.map((row) => ({
    ...row,
    qualifications: row.qualifications.map(({ code, validUntil }) => ({ name: qualificationWords(code), validUntil })),
  }));
}
