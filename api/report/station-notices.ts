/** Notices of the station register: a have stated, verified or returned, a change of state, a hand-over to a colleague. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDate } from '@jiedui/shared/calendar.ts';
import { HAVE_WORDS } from '@jiedui/shared/station/haves.ts';
import { STATION_STATE_WORDS } from '@jiedui/shared/station/station.ts';
import type { Recipients } from '../hall/notice.store.ts';
import { handOverToTell, type StationTold, stationToTell } from './station-notices.store.ts';

interface Told {
  readonly to: Recipients;
  readonly title: string;
  readonly body: string;
  readonly link: string;
}

const ofStation =
  (tell: (station: StationTold) => Told | null) =>
  async (tx: Tx, id: string): Promise<readonly Told[]> => {
    const station = await stationToTell(tx, id);
    const told = station && tell(station);
    return told ? [told] : [];
  };
/** To the station itself. */
const own = ({ stationId }: StationTold) => ({ to: { stationIds: [stationId] }, link: '/m/station' });

export const STATION_TELLERS: Readonly<Record<string, (tx: Tx, id: string) => Promise<readonly Told[]>>> = {
  'station.haveStated': ofStation(({ authorityId, stationId, stationName, waiting }) =>
    waiting === 0
      ? null
      : {
          to: { authorityIds: [authorityId] },
          title: `${stationName}申报了“六有”，${waiting} 项待核实`,
          body: '请核对佐证后核实；不实或不全的，退回并写明原因。',
          link: `/d/stations/${stationId}`,
        },
  ),
  'station.haveReturned': ofStation((station) =>
    station.returned === null
      ? null
      : {
          ...own(station),
          title: `“${HAVE_WORDS[station.returned]}”的申报被退回，请修改后重新申报`,
          body: `退回原因：${station.returnReason ?? '未写明'}。`,
        },
  ),
  'station.moved': ofStation((station) => ({
    ...own(station),
    title: `本站状态改为“${STATION_STATE_WORDS[station.state]}”`,
    body: station.reason ? `说明：${station.reason}。` : '由主管单位按“六有”和服务记录办理。',
  })),
  'station.handedOver': async (tx, id) => {
    const found = await handOverToTell(tx, id);
    if (!found) return [];
    return [
      {
        to: { accountIds: [found.toAccountId] },
        title: `${found.stationName}的 ${found.items} 项未办结事项交接给您`,
        body: `交出人工作至${formatDate(found.lastDay)}。请打开交接记录，先办有期限的。`,
        link: '/m/station/hand-over',
      },
    ];
  },
};
