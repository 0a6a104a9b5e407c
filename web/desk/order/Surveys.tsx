/** 需求调查 of the bureau: when, how and how many were asked, by whom together, and how many needs were found. */
import { SURVEY_METHOD_WORDS, SURVEY_METHODS, SURVEY_PART_STATE_WORDS } from '@jiedui/shared/order/survey.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { dayWords } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type SurveysSearch, useSearchOf, WayLink } from '../shell/way.tsx';
import { NeedPlaces } from './NeedPlaces.tsx';
import { DeskSurveys } from './needs.documents.ts';
import { PageFoot } from '../shell/PageFoot.tsx';

type Survey = ResultOf<typeof DeskSurveys>['surveys']['edges'][number]['node'];

const columns: readonly Column<Survey>[] = [
  {
    title: '调查',
    kind: 'wide',
    cell: ({ number, method }) => (
      <>
        <span className="ledger__name">{method ? SURVEY_METHOD_WORDS[method] : '调查'}</span>
        <span className="ledger__under">{number}</span>
      </>
    ),
  },
  { title: '日期', kind: 'short', cell: ({ heldOn }) => (heldOn ? dayWords(heldOn) : '—') },
  {
    title: '乡镇（街道）',
    cell: ({ station }) => (
      <>
        {station.region.name}
        <span className="ledger__under">{station.name}</span>
      </>
    ),
  },
  { title: '调查了', kind: 'number', cell: ({ population }) => population?.text ?? '—' },
  {
    title: '共同调查的组织',
    cell: ({ parts }) =>
      parts.length === 0 ? (
        <span className="ledger__none">本站自行</span>
      ) : (
        parts.map(({ organization, state }) => (
          <span key={organization.id}>
            {organization.name}
            <span className="ledger__under">{SURVEY_PART_STATE_WORDS[state]}</span>
          </span>
        ))
      ),
  },
  {
    title: '发现需求（条）',
    kind: 'number',
    cell: ({ needCount, station }) => (
      <WayLink to="/needs" search={{ station: station.id }}>
        {needCount}
      </WayLink>
    ),
  },
];

export function Surveys() {
  const { method } = useSearchOf<SurveysSearch>();
  const list = usePages(DeskSurveys, { method: method ?? null }, (data) => data.surveys);
  return (
    <Page title="需求调查" lead="各社工站提交的调查。走访记录和人员留在站内，这里只看时间、方式、数量和发现的需求。">
      <NeedPlaces at="/surveys" />
      <FilterLine
        shown={`${method ? SURVEY_METHOD_WORDS[method] : '全部'}${list.totalCount === null ? '' : ` · ${list.totalCount} 次`}`}
        choices={[
          { word: '全部', way: { to: '/surveys' }, chosen: method === undefined },
          ...SURVEY_METHODS.map((key) => ({
            word: SURVEY_METHOD_WORDS[key],
            way: { to: '/surveys' as const, search: { method: key } },
            chosen: key === method,
          })),
        ]}
      />
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              title={method ? '这个范围内没有调查' : '还没有调查'}
              action={
                method ? (
                  <WayLink to="/surveys" className={buttonClass('quiet')}>
                    查看全部调查
                  </WayLink>
                ) : undefined
              }
            >
              社工站在手机上提交调查后，会列在这里。
            </Empty>
          ) : (
            <Ledger
              name="需求调查"
              columns={columns}
              rows={rows}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
    </Page>
  );
}
