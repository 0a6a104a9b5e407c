/**
 * The public board (/o): aggregates only, kept as a read model of its own that the relay refreshes. Institutions
 * are counted exactly; orders, activities and people below 5 are shown as `<5`.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { personTimesOf } from '@jiedui/shared/dispatch/figures.ts';
import { isClaimable } from '@jiedui/shared/order/lifecycle.ts';
import { formatQuantity, type Quantity, UNIT_WORDS } from '@jiedui/shared/quantity.ts';
import { ancestorAt } from '@jiedui/shared/region/region.ts';
import { sumByUnit } from '@jiedui/shared/report/programme-totals.ts';
import { SMALLEST_SHOWN, suppressSmall } from '@jiedui/shared/report/suppression.ts';
import { ACTIVITY_CATEGORIES, ACTIVITY_CATEGORY_WORDS } from '@jiedui/shared/service/session.ts';
import type { Tx } from '@jiedui/db/connect.ts';
import type { Clock } from '../clock.ts';
import type { Hall } from '../context.ts';
import type { Listener } from '../hall/relay.ts';
import { type BoardRows, boardRows, saveBoard, takeBoardTurn, tenantsWithoutBoard } from './report.store.ts';

export interface OpenBoard {
  readonly authorityName: string;
  readonly figures: readonly { readonly name: string; readonly text: string; readonly note: string }[];
  readonly counties: readonly {
    readonly name: string;
    readonly stations: number;
    readonly openOrders: string;
    readonly activities: string;
  }[];
}

/** What changes a figure of the board. */
const TOPICS =
  /^(order\.(posted|cancelled|completed)|claim\.|agreement\.signed|session\.confirmed|station\.|organization\.|programme\.)/;

/** Refreshes the tenant's board, once a batch: at the first event that concerns it, all of the batch has been committed. */
export const openBoardListener =
  (clock: Clock): Listener =>
  async (tx, row) => {
    if (TOPICS.test(row.topic) && (await takeBoardTurn(tx, row.tenantId)))
      await refreshBoard(tx, row.tenantId, clock());
  };

/** At start: a tenant that never had a board gets one. */
export const fillOpenBoards = (hall: Pick<Hall, 'pool' | 'clock'>): Promise<void> =>
  inTransaction(hall.pool, { system: 'relay' }, 'write', async (tx) => {
    for (const { id } of await tenantsWithoutBoard(tx)) {
      if (await takeBoardTurn(tx, id)) await refreshBoard(tx, id, hall.clock());
    }
  });

async function refreshBoard(tx: Tx, tenantId: string, at: Date): Promise<void> {
  const rows = await boardRows(tx, tenantId, localDateOf(at));
  if (rows) await saveBoard(tx, tenantId, boardOf(rows, at), at);
}

/** The board of these rows at this instant. Pure. */
export function boardOf(rows: BoardRows, at: Date): OpenBoard {
  const pilots = rows.stations.filter((station) => station.pilot);
  const openOrders = rows.orders.filter((order) => isClaimable(order, at));
  const served = personTimesOf(rows.headcounts);
  return {
    authorityName: rows.authorityName,
    figures: [
      {
        name: '试点社工站',
        text: `${pilots.length} 个`,
        note: `已结对 ${pilots.filter((station) => station.paired).length} 个`,
      },
      { name: '参与帮扶的单位', text: `${rows.organizations} 家`, note: '社会组织、医院、学校、企业等' },
      // Activities are public events: how many there were names nobody, so only counts of people and of needs are hidden.
      { name: '已开展活动', text: `${rows.sessions.length} 场`, note: '经社工站确认' },
      ...ACTIVITY_CATEGORIES.map((category) => ({
        name: ACTIVITY_CATEGORY_WORDS[category],
        text: `${rows.sessions.filter((session) => session.category === category).length} 场`,
        note: '活动类别',
      })),
      ...(served ? [{ name: '服务人次', text: quantityText(served), note: '一人参加两场计两人次' }] : []),
      ...sumByUnit(rows.goods).map((quantity) => ({
        name: '发放物资',
        text: quantityText(quantity),
        note: '经社工站确认',
      })),
      { name: '待接点单', text: `${suppressSmall(openOrders.length)} 单`, note: '社会组织可登录接单' },
    ],
    counties: countiesOf(rows, openOrders),
  };
}

function countiesOf(rows: BoardRows, openOrders: BoardRows['orders']): OpenBoard['counties'] {
  const countyOf = new Map(rows.stations.map(({ id, regionCode }) => [id, ancestorAt(regionCode, 'county')]));
  const codes = [...new Set(countyOf.values())].sort();
  return codes.map((code) => ({
    name: rows.countyNames.get(code) ?? code,
    stations: rows.stations.filter(({ id }) => countyOf.get(id) === code).length,
    openOrders: suppressSmall(openOrders.filter(({ stationId }) => countyOf.get(stationId) === code).length),
    activities: suppressSmall(
      rows.sessions.filter(({ stationIds }) => stationIds.some((id) => countyOf.get(id) === code)).length,
    ),
  }));
}

/** `376 余人次`; a small count of people is `<5 人次`, whatever its qualifier. */
const quantityText = (quantity: Quantity) =>
  0 < quantity.value && quantity.value < SMALLEST_SHOWN
    ? `${suppressSmall(quantity.value)} ${UNIT_WORDS[quantity.unit]}`
    : formatQuantity(quantity);
