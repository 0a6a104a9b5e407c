/** How stations stand today: the six haves, the grounds for a suspension, all from facts that other rooms keep. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { type Have, type HaveView, havesOn, type ServiceFacts } from '@jiedui/shared/station/haves.ts';
import { type StationStanding, type SuspensionGround, suspensionGrounds } from '@jiedui/shared/station/lifecycle.ts';
import { type Thresholds, thresholdsWith } from '@jiedui/shared/station/thresholds.ts';
import { worksOn } from '@jiedui/shared/station/worker.ts';
import {
  facilitiesOf,
  type HaveRow,
  haveRowsOf,
  operatingSinceOf,
  thresholdsOf,
  workersOf,
} from '../station/register.store.ts';
import { type StationRow, stationsById } from '../station/station.store.ts';
import { type RegisterFilter, registerIds, servicesOf } from './station-standing.store.ts';

export interface Stood {
  readonly station: StationRow;
  readonly standing: StationStanding;
  readonly thresholds: Thresholds;
  /** Only of a station that operates: what the facts propose to its bureau. */
  readonly grounds: readonly SuspensionGround[];
  readonly rows: readonly HaveRow[];
}

const NEVER: ServiceFacts = { recent: 0, ever: 0, lastOn: null };

/** Those of the ids that are there, in two turns of reading whatever their number. */
export async function standingsOf(tx: Tx, stationIds: readonly string[], at: Date): Promise<Map<string, Stood>> {
  const today = localDateOf(at);
  const stations = await stationsById(tx, stationIds);
  const authorityIds = [...new Set(stations.map(({ authorityId }) => authorityId))];
  const [own, facilities, workers, haves, since] = await Promise.all([
    thresholdsOf(tx, authorityIds),
    facilitiesOf(tx, stationIds),
    workersOf(tx, stationIds),
    haveRowsOf(tx, stationIds),
    operatingSinceOf(tx, stationIds),
  ]);
  const ownOf = new Map(own.map((row) => [row.authorityId, row.own]));
  const thresholds = new Map(stations.map((s) => [s.id, thresholdsWith(ownOf.get(s.authorityId) ?? {})]));
  const ids = stations.map(({ id }) => id);
  const days = ids.map((id) => thresholds.get(id)?.service_days ?? 0);
  const services = new Map((await servicesOf(tx, ids, days, today)).map((row) => [row.stationId, row]));
  const of = <Row extends { readonly stationId: string }>(rows: readonly Row[], id: string) =>
    rows.filter(({ stationId }) => stationId === id);
  return new Map(
    stations.map((station): [string, Stood] => {
      const { id, address } = station;
      const measure = thresholds.get(id) ?? thresholdsWith({});
      const roster = of(workers, id);
      const rows = of(haves, id);
      const served = services.get(id) ?? NEVER;
      const facts = { address, facilities: of(facilities, id), workers: roster, records: rows, services: served };
      const standing: StationStanding = {
        haves: havesOn(facts, measure, today),
        services: served,
        workers: roster.filter((worker) => worksOn(worker, today)).length,
        operatingSince: of(since, id)[0]?.since ?? null,
      };
      const grounds = station.state === 'operating' ? suspensionGrounds(standing, measure, today) : [];
      return [id, { station, standing, thresholds: measure, grounds, rows }];
    }),
  );
}

export interface StandingFilter extends RegisterFilter {
  /** The have that is not met. */
  readonly gap: Have | null;
  /** Only those of which a statement waits to be verified. */
  readonly waiting: boolean;
  /** Only those of which the facts propose a suspension. */
  readonly proposed: boolean;
}

const BATCH = 200;

/**
 * The register in order of id. What is derived cannot be asked of the database, so batches are read and judged until
 * `limit` rows are found or the register ends.
 */
export async function registerPage(
  tx: Tx,
  filter: StandingFilter,
  afterId: string | null,
  limit: number,
  at: Date,
): Promise<StationRow[]> {
  const derived = filter.gap !== null || filter.waiting || filter.proposed;
  const found: StationRow[] = [];
  let after = afterId;
  for (;;) {
    const batch = derived ? BATCH : limit;
    const ids = await registerIds(tx, filter, after, batch);
    const stood = derived
      ? await standingsOf(tx, ids, at)
      : new Map((await stationsById(tx, ids)).map((s) => [s.id, s]));
    for (const id of ids) {
      const each = stood.get(id);
      if (each === undefined) continue;
      if ('standing' in each) {
        if (passes(each, filter)) found.push(each.station);
      } else found.push(each);
      if (found.length === limit) return found;
    }
    if (ids.length < batch) return found;
    after = ids.at(-1) ?? null;
  }
}

function passes({ standing, grounds }: Stood, { gap, waiting, proposed }: StandingFilter): boolean {
  const is = (test: (view: HaveView) => boolean) => standing.haves.some(test);
  return (
    (gap === null || is((view) => view.item === gap && view.standing !== 'met')) &&
    (!waiting || is((view) => view.standing === 'waiting')) &&
    (!proposed || 0 < grounds.length)
  );
}
