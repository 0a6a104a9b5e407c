/** SQL of the papers: the agreement as it is printed, the sheet of a round, and the trace that each export leaves. */
import type { Tx } from '@jiedui/db/connect.ts';
import { auditEntries } from '@jiedui/db/schema/hall.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Qualifier, Unit } from '@jiedui/shared/quantity.ts';
import type { ServiceMethod } from '@jiedui/shared/service/session.ts';
import { sql } from 'drizzle-orm';
import type { Viewer } from '../viewer.ts';

export interface AgreementFacts {
  readonly number: string;
  readonly revision: number;
  readonly version: number;
  readonly programmeName: string;
  readonly goal: string;
  readonly tasks: readonly string[];
  readonly indicators: readonly { readonly name: string; readonly unit: string; readonly quantity: number }[];
  readonly termFrom: LocalDate;
  readonly termTo: LocalDate;
  readonly funding: string;
  readonly organizationName: string;
  readonly organizationUscc: string | null;
  readonly organizationContact: string | null;
  readonly stationName: string;
  readonly stationPhone: string | null;
  readonly stationAddress: string | null;
  readonly authorityName: string;
  readonly organizationSignedAt: Date | null;
  readonly organizationSignedBy: string | null;
  readonly stationSignedAt: Date | null;
  readonly stationSignedBy: string | null;
}

export async function agreementToPrint(tx: Tx, id: string): Promise<AgreementFacts | null> {
  const [row] = await tx.named<AgreementFacts>(
    'papers.agreement',
    `select a.number, a.revision, a.version, m.name as "programmeName", a.goal, a.tasks, a.term_from as "termFrom", a.term_to as "termTo", a.funding,
       coalesce((select jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'quantity', i.quantity) order by i.seq)
         from agreement_indicators i where i.agreement_id = a.id), '[]') as indicators,
       g.name as "organizationName", g.uscc as "organizationUscc", g.contact_name as "organizationContact",
       s.name as "stationName", s.phone as "stationPhone", s.address as "stationAddress", u.name as "authorityName",
       a.organization_signed_at as "organizationSignedAt", a.organization_signed_by as "organizationSignedBy",
       a.station_signed_at as "stationSignedAt", a.station_signed_by as "stationSignedBy"
     from agreements a join pairings p on p.id = a.pairing_id join programmes m on m.id = p.programme_id
       join organizations g on g.id = a.organization_id join stations s on s.id = a.station_id join authorities u on u.id = a.authority_id
     where a.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Names of accounts, by id. */
export async function accountNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.named<{ id: string; name: string }>(
    'papers.accountNames',
    'select id, name from accounts where id = any($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface SheetHead {
  readonly authorityName: string;
  readonly regionName: string;
  readonly programmeName: string;
}

export async function sheetHead(tx: Tx, roundId: string): Promise<SheetHead | null> {
  const [row] = await tx.named<SheetHead>(
    'papers.sheetHead',
    `select u.name as "authorityName", g.name as "regionName", m.name as "programmeName"
     from dispatch_rounds r join authorities u on u.id = r.authority_id join regions g on g.code = u.region_code join programmes m on m.id = r.programme_id
     where r.id = $1`,
    [roundId],
  );
  return row ?? null;
}

/** What the finer columns of the sheet need of a counted session; its headcounts are kept with the line. */
export interface SheetSession {
  readonly id: string;
  readonly title: string;
  readonly method: ServiceMethod;
  readonly goods: readonly { readonly value: number; readonly qualifier: Qualifier; readonly unit: Unit }[];
}

export const sheetSessions = (tx: Tx, ids: readonly string[]) =>
  tx.named<SheetSession>(
    'papers.sheetSessions',
    `select v.id, v.title, v.method,
       coalesce((select jsonb_agg(jsonb_build_object('value', d.quantity, 'qualifier', d.qualifier, 'unit', d.unit) order by d.seq)
         from goods d where d.session_id = v.id), '[]') as goods
     from service_sessions v where v.id = any($1) order by v.started_at, v.id`,
    [ids],
  );

/** Who took which paper away, and when. */
export async function auditExport(
  tx: Tx,
  viewer: Viewer,
  entry: { operation: string; entity: string; entityId: string; version: number; requestId: string },
  /** Which filter, and how many rows; never a value of a record. */
  changed: readonly string[] = [],
): Promise<void> {
  const { version, ...rest } = entry;
  await tx.db.insert(auditEntries).values({
    id: sql`gen_random_uuid()`,
    ...rest,
    tenantId: viewer.tenantId,
    accountId: viewer.accountId,
    sessionId: viewer.sessionId,
    versionBefore: version,
    versionAfter: version,
    changed: [...changed],
    outcome: 'done',
  });
}
