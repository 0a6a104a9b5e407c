/** SQL of who runs a station: the organization named on it, and the stations that an organization runs. */
import type { Tx } from '@jiedui/db/connect.ts';
import { stations } from '@jiedui/db/schema/station.ts';
import { and, eq } from 'drizzle-orm';
import type { StationRow } from '../station/station.store.ts';

export async function saveOperator(tx: Tx, before: StationRow, operatorOrganizationId: string | null): Promise<void> {
  await tx.db
    .update(stations)
    .set({ operatorOrganizationId, version: before.version + 1 })
    .where(and(eq(stations.id, before.id), eq(stations.version, before.version)));
}

/** Ids of the stations that these organizations run, by name; closed ones are run by nobody. */
export const operatedBy = (tx: Tx, organizationIds: readonly string[]) =>
  tx.named<{ organizationId: string; stationId: string }>(
    'operator.stations',
    `select operator_organization_id as "organizationId", id as "stationId" from stations
     where operator_organization_id = any($1) and state <> 'closed' order by name, id`,
    [organizationIds],
  );
