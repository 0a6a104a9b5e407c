/** 入驻审核: applications to this bureau; one opens at the side with its checks. */
import { PROVIDER_KIND_WORDS, PROVIDER_STATE_WORDS } from '@jiedui/shared/organization/organization.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { Empty } from '../../kit/Blank.tsx';
import { momentWords } from '../../kit/format.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type ApplicationsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { ApplicationSheet } from './ApplicationSheet.tsx';
import { DeskApplications } from './applications.documents.ts';

type Application = ResultOf<typeof DeskApplications>['applications']['edges'][number]['node'];

export const APPLICATION_TONES: Record<Application['state'], Tone> = {
  applied: 'decide',
  under_review: 'decide',
  returned: 'info',
  rejected: 'rest',
  active: 'done',
};
const WAITING = ['applied', 'under_review'] as const;

const COLUMNS: readonly Column<Application>[] = [
  {
    title: '单位',
    kind: 'wide',
    cell: ({ id, name, providerKind }) => (
      <>
        <WayLink to="/applications" search={{ application: id }} className="ledger__name">
          {name}
        </WayLink>
        <span className="ledger__under">{PROVIDER_KIND_WORDS[providerKind]}</span>
      </>
    ),
  },
  { title: '所在地', cell: ({ region }) => region.name },
  { title: '提交时间', kind: 'short', cell: ({ submittedAt }) => momentWords(submittedAt) },
  {
    title: '状态',
    cell: ({ state, isMine }) => (
      <>
        <StateTag tone={APPLICATION_TONES[state]} word={PROVIDER_STATE_WORDS[state]} />
        {state === 'under_review' ? <span className="ledger__under">{isMine ? '我受理的' : '同事受理的'}</span> : null}
      </>
    ),
  },
];

export function Applications() {
  const { all, application } = useSearchOf<ApplicationsSearch>();
  const go = useGo();
  const list = usePages(DeskApplications, { states: all ? null : [...WAITING] }, (data) => data.applications);
  const open = (id: string | undefined) => go({ to: '/applications', search: { all, application: id } });
  return (
    <Page title="入驻审核" lead="社会组织、医院、学校、企业提交的入驻申请。核对登记信息后通过、退回补正或不予通过。">
      <FilterLine
        shown={`${all ? '全部' : '待办'}${list.totalCount === null ? '' : ` · ${list.totalCount} 份`}`}
        choices={[
          { word: '待办', way: { to: '/applications' }, chosen: !all },
          { word: '全部', way: { to: '/applications', search: { all: true } }, chosen: all === true },
        ]}
      />
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={all ? '还没有入驻申请' : '没有待审核的申请'}>
              单位在手机登录页点“提交入驻申请”，提交后会出现在这里。
            </Empty>
          ) : (
            <Ledger
              name="入驻申请"
              columns={COLUMNS}
              rows={rows}
              onOpen={(row) => open(row.id)}
              openedId={application}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
      <ApplicationSheet id={application} onClose={() => open(undefined)} onDecided={list.again} />
    </Page>
  );
}
