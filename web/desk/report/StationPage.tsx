/** One station on the desk: what it has, what waits to be verified, which state is next, who works there, what was decided. */
import { STATION_MOVE_WORDS, SUSPENSION_GROUND_WORDS } from '@jiedui/shared/station/lifecycle.ts';
import { FACILITY_KIND_WORDS, STATION_STATE_WORDS, STATION_TIER_WORDS } from '@jiedui/shared/station/station.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Button } from '../../kit/Button.tsx';
import { Facts } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { Side } from '../shell/Side.tsx';
import { useParamsOf, WayLink } from '../shell/way.tsx';
import { DeskStation } from './stations.documents.ts';
import { STATE_TONES } from './tones.ts';
import { Haves } from './StationHaves.tsx';
import { HandOverForm } from './StationHandOver.tsx';
import { EnrolForm, OperatorForm } from './StationKeeping.tsx';
import { Moves } from './StationMoves.tsx';
import { Workers } from './StationWorkers.tsx';
import './station.css';

export type Station = NonNullable<ResultOf<typeof DeskStation>['station']>;
export type Have = Station['standing']['haves'][number];

export function StationPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [{ data, error }, again] = useQuery({ query: DeskStation, variables: { id } });
  const [open, setOpen] = useState<Open | null>(null);
  const read = () => {
    setOpen(null);
    again({ requestPolicy: 'network-only' });
  };
  return (
    <Answer data={data} error={error} onRetry={read} whole>
      {({ station }) =>
        station ? (
          <Page
            title={station.name}
            lead={
              <>
                <StateTag tone={STATE_TONES[station.state]} word={STATION_STATE_WORDS[station.state]} />{' '}
                {station.county.name}
                {station.region.name} · {STATION_TIER_WORDS[station.tier]} · {station.code}
              </>
            }
            actions={<WayLink to="/stations">回到社工站名录</WayLink>}
          >
            <div className="station">
              <div>
                <Haves station={station} onDone={read} />
                <Workers station={station} />
              </div>
              <div>
                <Moves key={station.version} station={station} onDone={read} />
                <Known station={station} onOpen={setOpen} />
                <History station={station} />
              </div>
            </div>
            <Side open={open !== null} onClose={() => setOpen(null)} title={open === null ? '' : FORMS[open].title}>
              {open === null ? null : <FormFor open={open} station={station} onDone={read} />}
            </Side>
          </Page>
        ) : (
          <main className="page" id="main">
            <Empty title="没有找到这个社工站">可能不在您的管理范围。请返回社工站名录查看。</Empty>
          </main>
        )
      }
    </Answer>
  );
}

const FORMS = {
  enrol: { title: '参加方案', Form: EnrolForm },
  operator: { title: '登记承接机构', Form: OperatorForm },
  handOver: { title: '办理工作交接', Form: HandOverForm },
} as const;
/** The form at the side. */
type Open = keyof typeof FORMS;

function FormFor({ open, ...props }: { open: Open; station: Station; onDone: () => void }) {
  const { Form } = FORMS[open];
  return <Form {...props} />;
}

function Known({ station, onOpen }: { station: Station; onOpen: (open: Open) => void }) {
  const { standing } = station;
  return (
    <section aria-label="站点信息">
      <h2>站点信息</h2>
      <Facts
        facts={[
          ['主管单位', station.authority.name],
          [
            '承接机构',
            station.operator ? (
              <WayLink key="o" to="/organizations/$id" params={{ id: station.operator.id }}>
                {station.operator.name}
              </WayLink>
            ) : (
              '没有，由主管单位直接运营'
            ),
          ],
          [
            '参加方案',
            station.programmes.map(({ programme, pilot }) => `${programme.name}${pilot ? '（试点）' : ''}`).join('、'),
          ],
          ['地址', station.address],
          ['电话', station.phone],
          ['启用', station.openedOn ? dateWords(station.openedOn) : null],
          ['开放时间', station.openAllYear ? `${station.hours} 全年开放`.trim() : station.hours],
          [
            '用房',
            station.facilities
              .map(({ kind, areaM2, brandName }) => `${brandName || FACILITY_KIND_WORDS[kind]} ${areaM2} 平方米`)
              .join('、'),
          ],
          [
            '服务',
            <WayLink key="s" to="/sessions">
              近 {standing.serviceDays} 天已确认 {standing.recentServices} 场
            </WayLink>,
          ],
          ['最近服务', standing.lastServiceOn ? dateWords(standing.lastServiceOn) : '没有'],
        ]}
      />
      {station.state === 'closed' ? null : (
        <p className="station__acts">
          <Button onClick={() => onOpen('enrol')}>参加方案</Button>
          <Button onClick={() => onOpen('operator')}>登记承接机构</Button>
          <Button onClick={() => onOpen('handOver')}>办理工作交接</Button>
        </p>
      )}
    </section>
  );
}

function History({ station }: { station: Station }) {
  return (
    <section aria-label="历史">
      <h2>历史</h2>
      {station.changes.length + station.handOvers.length === 0 ? <p>还没有状态变更和交接记录。</p> : null}
      <ul>
        {station.changes.map((each) => (
          <li key={each.id}>
            {momentWords(each.decidedAt)}　{each.decidedBy ?? '主管单位'}：{STATION_MOVE_WORDS[each.move]}
            {each.ground ? `（${SUSPENSION_GROUND_WORDS[each.ground]}）` : ''} {each.reason}
          </li>
        ))}
        {station.handOvers.map((each) => (
          <li key={each.id}>
            {momentWords(each.doneAt)}　{each.fromName} 向 {each.toName} 交接 {each.items.length} 项：{each.note}
          </li>
        ))}
      </ul>
    </section>
  );
}
