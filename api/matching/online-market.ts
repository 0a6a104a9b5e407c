/**
 * The market of an organization: the index in memory says which orders and in which order, the rules say why. Only the
 * orders of the page are loaded as rows.
 */
import { type RegionLevel, levelOf } from '@jiedui/shared/region/region.ts';
import { momentOf } from '@jiedui/shared/matching/online/moment.ts';
import { WEIGHTS_V1, weightList } from '@jiedui/shared/matching/weights.ts';
import { type Context, viewerOf } from '../context.ts';
import { ordersById } from '../order/order.store.ts';
import { type MarketRow, casesOf, rankMarket } from './fit.ts';
import type { ProviderRow } from './matching.store.ts';
import { indexUpToDate } from './online.ts';
import { weightsInForce } from './online.store.ts';

export interface MarketFilter {
  readonly serviceType: string | null;
  /** A region; its townships' orders are shown. */
  readonly areaCode: string | null;
}

export interface Market {
  readonly rows: readonly MarketRow[];
  readonly hasNextPage: boolean;
  readonly total: number;
}

/** Of the orders that the organization may not claim, the newest are shown, to say why. */
const OTHERS_MOST = 300;

const DIGITS: Record<RegionLevel, number> = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 };

export async function marketPage(
  context: Context,
  asked: Promise<ProviderRow>,
  { serviceType, areaCode }: MarketFilter,
  afterId: string | null,
  most: number,
): Promise<Market> {
  const { hall, at } = context;
  const tx = await context.tx();
  const [provider, sets, index] = await Promise.all([
    asked,
    weightsInForce(tx),
    indexUpToDate(hall.pool, tx, viewerOf(context).tenantId, at),
  ]);
  const weights = new Map(sets.map((set) => [set.authorityId, weightList(set.weights)]));
  // An authority that is younger than this question has the first weights, as every new one.
  const first = weightList(WEIGHTS_V1.weights);
  const regionPrefix = areaCode?.slice(0, DIGITS[levelOf(areaCode)]) ?? '';
  const { mayClaim, others } = index.orders.feed(
    provider.organizationId,
    momentOf(at),
    (authorityId) => weights.get(authorityId) ?? first,
    { serviceType, regionPrefix },
    OTHERS_MOST,
  );
  const ids = [...mayClaim, ...others].map(({ id }) => id);
  // An order that was claimed since the last page is gone from the ranking: the list then starts again from its top.
  const from = afterId === null ? 0 : ids.indexOf(afterId) + 1;
  const page = ids.slice(from, from + most);
  const rows = rankMarket(await casesOf(tx, await ordersById(tx, page), at), provider);
  return { rows, hasNextPage: from + page.length < ids.length, total: ids.length };
}
