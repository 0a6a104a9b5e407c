/** 社工站: the two figures, each opening to its rows, and the board of the six haves by station. */
import { HAVE_WORDS, HAVES } from '@jiedui/shared/station/haves.ts';
import { SUSPENSION_GROUND_WORDS } from '@jiedui/shared/station/lifecycle.ts';
import { STATION_STATE_WORDS, STATION_STATES } from '@jiedui/shared/station/station.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { Answer } from '../shell/Answer.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type StationsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { DeskCounties, DeskCoverage, DeskStations } from './stations.documents.ts';
import { HAVE_TONES, STATE_TONES } from './tones.ts';
import './station.css';

type Row = ResultOf<typeof DeskStations>['stationRegister']['edges'][number]['node'];

const columns: readonly Column<Row>[] = [
  {
    title: '社工站',
    kind: 'wide',
    cell: ({ id, name, code, county, pilot }) => (
      <>
        <WayLink to="/stations/$id" params={{ id }} className="ledger__name">
          {name}
        </WayLink>
        <span className="ledger__under">
          {county.name} · {code}
          {pilot ? ' · 试点' : ''}
        </span>
      </>
    ),
  },
  {
    title: '状态',
    cell: ({ state, standing }) => (
      <>
        <StateTag tone={STATE_TONES[state]} word={STATION_STATE_WORDS[state]} />
        {standing.grounds.map((ground) => (
          <span key={ground} className="ledger__under">
            建议暂停：{SUSPENSION_GROUND_WORDS[ground]}
          </span>
        ))}
      </>
    ),
  },
  ...HAVES.map(
    (item): Column<Row> => ({
      title: HAVE_WORDS[item],
      kind: 'short',
      cell: ({ standing }) => {
        const have = standing.haves.find((each) => each.item === item);
        return have ? <StateTag tone={HAVE_TONES[have.standing]} word={have.standingWord} /> : null;
      },
    }),
  ),
  {
    title: '社工（人）',
    kind: 'number',
    cell: ({ standing }) => standing.workers,
  },
  {
    title: '最近服务',
    kind: 'short',
    cell: ({ standing }) => (standing.lastServiceOn ? dateWords(standing.lastServiceOn) : '没有'),
  },
];

export function Stations() {
  const search = useSearchOf<StationsSearch>();
  const { state, county, gap, show } = search;
  const go = useGo();
  const filter = {
    state: state ?? null,
    regionCode: county ?? null,
    gap: gap ?? null,
    waiting: show === 'waiting',
    proposed: show === 'proposed',
  };
  const list = usePages(DeskStations, { filter }, (data) => data.stationRegister);
  const [{ data: figures }] = useQuery({ query: DeskCoverage });
  const region = figures?.viewer?.authority?.region;
  const [{ data: below }] = useQuery({
    query: DeskCounties,
    variables: { parentCode: region?.code ?? '' },
    pause: region === undefined,
  });
  const counties = (below?.regions ?? []).filter(({ level }) => level === 'county');
  const way = (part: Partial<StationsSearch>) => ({ to: '/stations' as const, search: { ...search, ...part } });
  const words = [
    counties.find(({ code }) => code === county)?.name ?? region?.name,
    state ? STATION_STATE_WORDS[state] : null,
    gap ? `${HAVE_WORDS[gap]}未达标` : null,
    show === 'waiting' ? '有待核实' : show === 'proposed' ? '建议暂停' : null,
    list.totalCount === null ? null : `${list.totalCount} 个站`,
  ];
  return (
    <Page
      title="社工站"
      lead="挂牌不等于运行：“六有”齐备、有社工、有确认过的服务，才算实体化运行。"
      actions={
        <>
          {/* The workbook knows the state and no other filter: it is offered where it says what the list shows. */}
          {county || gap || show ? null : (
            <ExportLink list="stations" count={list.totalCount} states={state ? [state] : []} />
          )}
          <WayLink to="/imports" search={{ kind: 'stations' }} className={buttonClass('quiet')}>
            导入社工站名录
          </WayLink>
          <WayLink to="/stations/setup" className={buttonClass('quiet')}>
            开站与设置
          </WayLink>
        </>
      }
    >
      {figures ? <Figures of={figures.stationCoverage} /> : null}
      <FilterLine
        shown={words.filter(Boolean).join(' · ')}
        choices={[undefined, ...STATION_STATES].map((each) => ({
          word: each ? STATION_STATE_WORDS[each] : '不限状态',
          way: way({ state: each }),
          chosen: each === state,
        }))}
      >
        <nav className="filter__choices" aria-label="按六有缺项">
          {[undefined, ...HAVES].map((each) => (
            <WayLink
              key={each ?? 'all'}
              {...way({ gap: each })}
              className={each === gap ? 'filter__choice filter__choice--on' : 'filter__choice'}
              aria-current={each === gap ? 'true' : undefined}
            >
              {each ? `缺“${HAVE_WORDS[each]}”` : '不限六有'}
            </WayLink>
          ))}
        </nav>
        <nav className="filter__choices" aria-label="按办理">
          {([undefined, 'waiting', 'proposed'] as const).map((each) => (
            <WayLink
              key={each ?? 'all'}
              {...way({ show: each })}
              className={each === show ? 'filter__choice filter__choice--on' : 'filter__choice'}
              aria-current={each === show ? 'true' : undefined}
            >
              {each === 'waiting' ? '有待核实' : each === 'proposed' ? '建议暂停' : '不限办理'}
            </WayLink>
          ))}
        </nav>
        {1 < counties.length ? (
          <nav className="filter__choices" aria-label="按县区">
            {[undefined, ...counties].map((each) => (
              <WayLink
                key={each?.code ?? 'all'}
                {...way({ county: each?.code })}
                className={each?.code === county ? 'filter__choice filter__choice--on' : 'filter__choice'}
                aria-current={each?.code === county ? 'true' : undefined}
              >
                {each?.name ?? '全部县区'}
              </WayLink>
            ))}
          </nav>
        ) : null}
      </FilterLine>
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={8}>
        {(rows) =>
          rows.length === 0 && list.more === null ? (
            <Empty
              title="这个范围内没有社工站"
              action={
                <WayLink to="/stations" className={buttonClass('quiet')}>
                  查看全部社工站
                </WayLink>
              }
            >
              可以换一个范围，或到“开站与设置”登记新的社工站。
            </Empty>
          ) : (
            <Ledger
              name="社工站六有看板"
              columns={columns}
              rows={rows}
              onOpen={({ id }) => go({ to: '/stations/$id', params: { id } })}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
    </Page>
  );
}

function Figures({ of }: { of: ResultOf<typeof DeskCoverage>['stationCoverage'] }) {
  return (
    <dl className="coverage">
      <div>
        <dt>名义覆盖率</dt>
        <dd>
          <b>{of.nominalCoverage}</b>
          <WayLink to="/stations/townships" search={{}}>
            {of.townships} 个乡镇（街道）
          </WayLink>
          中，已挂牌和运行 {of.established} 个站；
          <WayLink to="/stations/townships" search={{ only: 'without' }}>
            看没有站的
          </WayLink>
        </dd>
      </div>
      <div>
        <dt>实体化运行率</dt>
        <dd>
          <b>{of.operatingRate}</b>
          <WayLink to="/stations" search={{ state: 'operating' }}>
            运行 {of.operating} 个
          </WayLink>
          ，
          <WayLink to="/stations" search={{ state: 'plaque_hung' }}>
            只挂牌 {of.plaqueHung} 个
          </WayLink>
          ，
          <WayLink to="/stations" search={{ state: 'suspended' }}>
            暂停 {of.suspended} 个
          </WayLink>
        </dd>
      </div>
    </dl>
  );
}
