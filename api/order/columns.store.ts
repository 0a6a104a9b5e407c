/** Which columns an order is read with: all of them, or those behind the fields that a query asks. A page of 50 is mostly columns. */
import type { Asked } from '../hall/asked.ts';

/** Read always: its identity, and what decides its state and whether the claimant is shown. */
const CORE = {
  id: 'o.id',
  state: 'o.state',
  claimLapsesAt: 'o.claim_lapses_at',
  claimedOrganizationId: 'o.claimed_organization_id',
  stationId: 'o.station_id',
  regionCode: 'o.region_code',
};

/** By the name under which they reach JavaScript. */
const ORDER = {
  ...CORE,
  number: 'o.number',
  version: 'o.version',
  title: 'o.title',
  description: 'o.description',
  scheme: 'o.scheme',
  schemeVersion: 'o.scheme_version',
  serviceType: 'o.service_type',
  targetGroups: 'o.target_groups',
  headcountValue: 'o.headcount_value',
  headcountQualifier: 'o.headcount_qualifier',
  headcountUnit: 'o.headcount_unit',
  place: 'o.place',
  windowFrom: 'o.window_from',
  windowTo: 'o.window_to',
  needType: 'o.need_type',
  mode: 'o.mode',
  leg: 'o.leg',
  urgency: 'o.urgency',
  claimableUntil: 'o.claimable_until',
  lastConfirmedOn: 'o.last_confirmed_on',
  requiredQualifications: 'o.required_qualifications',
  budgetCapFen: 'o.budget_cap_fen',
  claimMode: 'o.claim_mode',
  opensCountyOn: 'o.opens_county_on',
  opensAllOn: 'o.opens_all_on',
  authorityId: 'o.authority_id',
  claimedAt: 'o.claimed_at',
  createdAt: 'o.created_at',
  updatedAt: 'o.updated_at',
  postedAt: 'o.posted_at',
  completedAt: 'o.completed_at',
  cancelledAt: 'o.cancelled_at',
  cancelReason: 'o.cancel_reason',
  cancelReasonCode: 'o.cancel_reason_code',
  seriesId: 'o.series_id',
  seriesSeq: 'o.series_seq',
  durationMinutes: 'o.duration_minutes',
  agreedOn: 'o.agreed_on',
  agreedMinute: 'o.agreed_minute',
  sharing: 'o.sharing',
  seats: 'o.seats',
  memberStationIds: 'o.member_station_ids',
  lines: `case when o.line_count = 0 then '[]'::jsonb else (select jsonb_agg(jsonb_build_object('seq', l.seq, 'serviceType', l.service_type,
      'what', l.what, 'quantity', jsonb_build_object('value', l.value, 'qualifier', l.qualifier, 'unit', l.unit), 'note', l.note) order by l.seq)
    from order_lines l where l.order_id = o.id) end`,
};
const STATION = {
  sCode: 's.code',
  sName: 's.name',
  sState: 's.state',
  sTier: 's.tier',
  sOperator: 's.operator_organization_id',
  sOpenedOn: 's.opened_on',
  sHours: 's.hours',
  sOpenAllYear: 's.open_all_year',
  sPhone: 's.phone',
  sAddress: 's.address',
  sVersion: 's.version',
  sPilot: 'exists (select 1 from programme_stations p where p.station_id = s.id and p.pilot)',
};
const ORGANIZATION = {
  gName: 'g.name',
  gUscc: 'g.uscc',
  gKind: 'g.provider_kind',
  gState: 'g.state',
  gList: 'g.list_status',
  gRating: 'g.rating_grade',
  gRatingUntil: 'g.rating_until',
  gScope: 'g.business_scope',
  gRegion: 'g.region_code',
  gSessions: 'g.sessions_per_month',
  gVersion: 'g.version',
};
const ALL = { ...ORDER, ...STATION, ...ORGANIZATION };
type Column = keyof typeof ALL;

/** The columns behind each field of the graph that this room knows; a field that is not here needs all. */
const OF_ORDER: Readonly<Record<string, readonly Column[]>> = {
  ...Object.fromEntries(Object.keys(ORDER).map((name) => [name, [name as Column]])),
  headcount: ['headcountValue', 'headcountQualifier', 'headcountUnit'],
  opening: ['opensCountyOn', 'opensAllOn'],
  isClaimable: ['claimableUntil', 'postedAt', 'lastConfirmedOn'],
  isResting: ['postedAt', 'lastConfirmedOn'],
  needsConfirmation: ['postedAt', 'lastConfirmedOn'],
  confirmBy: ['postedAt', 'lastConfirmedOn'],
  state: ['state', 'claimableUntil', 'sharing', 'memberStationIds'],
  isOverdue: ['windowTo', 'claimableUntil', 'sharing', 'memberStationIds'],
  station: [],
  claimedBy: [],
  __typename: [],
};
const OF_STATION: Readonly<Record<string, readonly Column[]>> = {
  id: [],
  code: ['sCode'],
  name: ['sName'],
  state: ['sState'],
  tier: ['sTier'],
  pilot: ['sPilot'],
  region: [],
  county: [],
  __typename: [],
};
const OF_ORGANIZATION: Readonly<Record<string, readonly Column[]>> = {
  id: [],
  name: ['gName'],
  uscc: ['gUscc'],
  providerKind: ['gKind'],
  ratingGrade: ['gRating', 'gRatingUntil'],
  businessScope: ['gScope'],
  sessionsPerMonth: ['gSessions'],
  region: ['gRegion'],
  __typename: [],
};

export interface Columns {
  readonly sql: string;
  /** Tells the statements of different columns apart. */
  readonly suffix: string;
}

const sqlOf = (columns: readonly Column[]) => columns.map((name) => `${ALL[name]} as "${name}"`).join(', ');
export const EVERY_COLUMN: Columns = { sql: sqlOf(Object.keys(ALL) as Column[]), suffix: '' };

const made = new WeakMap<Asked, Columns>();
/** By their SQL; each becomes a prepared statement, so their number is bounded, and beyond it all columns are read. */
const variants = new Map<string, Columns>();
const VARIANTS_MOST = 100;

export function columnsFor(asked: Asked): Columns {
  const known = made.get(asked);
  if (known) return known;
  const columns = choose(asked);
  made.set(asked, columns);
  return columns;
}

function choose(asked: Asked): Columns {
  const needed = new Set(Object.keys(CORE) as Column[]);
  const reads = [
    ...[...asked.keys()].map((name) => OF_ORDER[name]),
    ...[...(asked.get('station')?.keys() ?? [])].map((name) => OF_STATION[name]),
    ...[...(asked.get('claimedBy')?.keys() ?? [])].map((name) => OF_ORGANIZATION[name]),
  ];
  for (const columns of reads) {
    if (!columns) return EVERY_COLUMN;
    for (const column of columns) needed.add(column);
  }
  const sql = sqlOf((Object.keys(ALL) as Column[]).filter((name) => needed.has(name)));
  const known = variants.get(sql);
  if (known) return known;
  if (VARIANTS_MOST <= variants.size) return EVERY_COLUMN;
  const columns = { sql, suffix: `.${variants.size + 1}` };
  variants.set(sql, columns);
  return columns;
}
