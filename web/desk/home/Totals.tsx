/** The programme's totals as sentences; every figure opens to its rows. Only confirmed records count. */
import { HEADCOUNT_ROLES, HEADCOUNT_ROLE_WORDS } from '@jiedui/shared/service/session.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { formatDay, type LocalDate } from '@jiedui/shared/calendar.ts';
import { todayInShanghai } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { useDesk } from '../shell/viewer.ts';
import { WayLink } from '../shell/way.tsx';
import { DeskTotals } from './home.documents.ts';

type TotalsData = ResultOf<typeof DeskTotals>['programmeTotals'];

export function Totals() {
  const { programme } = useDesk();
  const [{ data, error }, again] = useQuery({ query: DeskTotals, variables: { programmeId: programme.id } });
  return (
    <aside className="totals" aria-labelledby="totals">
      <h2 className="today__section" id="totals">
        方案总账
      </h2>
      <p className="hint">{programme.name}</p>
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={3}>
        {({ programmeTotals }) => <Sentences totals={programmeTotals} from={programme.fromOn} />}
      </Answer>
    </aside>
  );
}

function Sentences({ totals, from }: { totals: TotalsData; from: string }) {
  const all = totals.pairedPilotStations === totals.pilotStations;
  return (
    <>
      <p className="totals__line">
        试点社工站{' '}
        <WayLink to="/pairings" className="figure">
          {totals.pilotStations} 个
        </WayLink>
        ，{all ? '全部已结对' : `已结对 ${totals.pairedPilotStations} 个`}。
      </p>
      <p className="totals__line">
        已办活动{' '}
        <WayLink to="/sessions" search={{ state: 'confirmed' }} className="figure">
          {totals.activities} 场
        </WayLink>
        ，分为 {totals.activitiesByCategory.length} 类：
      </p>
      <ul className="totals__parts">
        {totals.activitiesByCategory.map(({ category, name, count }) => (
          <li key={category}>
            <span>{name}</span>
            <WayLink to="/sessions" search={{ state: 'confirmed', category }} className="figure">
              {count} 场
            </WayLink>
          </li>
        ))}
      </ul>
      {totals.headcounts.length === 0 ? null : (
        <>
          <p className="totals__line">参加的人，照原记录：</p>
          <ul className="totals__parts">
            {HEADCOUNT_ROLES.map((role) => ({
              role,
              texts: totals.headcounts.filter((each) => each.role === role).map(({ quantity }) => quantity.text),
            }))
              .filter(({ texts }) => texts.length !== 0)
              .map(({ role, texts }) => (
                <li key={role}>
                  <span>{HEADCOUNT_ROLE_WORDS[role]}</span>
                  <WayLink to="/sessions" search={{ state: 'confirmed' }} className="figure">
                    {texts.join('，')}
                  </WayLink>
                </li>
              ))}
          </ul>
        </>
      )}
      {totals.goods.length === 0 ? null : (
        <p className="totals__line">
          发放物资{' '}
          <WayLink to="/sessions" search={{ state: 'confirmed' }} className="figure">
            {totals.goods.map(({ text }) => text).join('、')}
          </WayLink>
          。
        </p>
      )}
      <p className="hint">
        {formatDay(from as LocalDate)} 至 {formatDay(todayInShanghai())}，只计社工站已确认的记录。人与人次不相加。
      </p>
    </>
  );
}
