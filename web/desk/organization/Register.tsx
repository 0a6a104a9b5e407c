/** 组织名录: who is registered here, what of it runs out, and corrections that wait for an answer. */
import { CORRECTION_SUBJECT_WORDS } from '@jiedui/shared/organization/correction.ts';
import { EXPIRY_SPANS_DAYS } from '@jiedui/shared/organization/expiry.ts';
import {
  LIST_STATUS_WORDS,
  type OrganizationState,
  PROVIDER_KIND_WORDS,
  PROVIDER_KINDS,
  PROVIDER_STATE_WORDS,
  ratingWords,
} from '@jiedui/shared/organization/organization.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { usePages } from '../shell/pages.ts';
import { ExportLink } from '../shell/ExportLink.tsx';
import { type RegisterSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { DeskOpenCorrections, DeskRegister } from './register.documents.ts';
import '../shell/register.css';

type Row = ResultOf<typeof DeskRegister>['organizationRegister']['edges'][number]['node'];

export const ORGANIZATION_TONES: Record<OrganizationState, Tone> = {
  active: 'done',
  suspended: 'decide',
  exited: 'rest',
};
const SHOWN = { active: '正常', suspended: '已暂停', exited: '已退出' } as const;

const COLUMNS: readonly Column<Row>[] = [
  {
    title: '单位',
    kind: 'wide',
    cell: ({ id, name, providerKind, uscc, filingNumber }) => (
      <>
        <WayLink to="/organizations/$id" params={{ id }} className="ledger__name">
          {name}
        </WayLink>
        <span className="ledger__under">
          {PROVIDER_KIND_WORDS[providerKind]} · {uscc ?? (filingNumber ? `备案号 ${filingNumber}` : '没有登记代码')}
        </span>
      </>
    ),
  },
  { title: '所在地', cell: ({ region }) => region.name },
  { title: '评估', kind: 'short', cell: ({ ratingGrade }) => ratingWords(ratingGrade ?? null) },
  { title: '每月', kind: 'number', cell: ({ sessionsPerMonth }) => `${sessionsPerMonth} 场` },
  {
    title: '到期提醒',
    cell: ({ expiries: [first, ...rest] }) =>
      first ? (
        <>
          <StateTag tone={first.isExpired ? 'late' : 'decide'} word={first.isExpired ? '已到期' : '快到期'} />
          <span className="ledger__under">
            {first.what}，{dateWords(first.lastOn)}
            {rest.length === 0 ? '' : `，另有 ${rest.length} 项`}
          </span>
        </>
      ) : (
        <span className="ledger__none">没有</span>
      ),
  },
  {
    title: '状态',
    cell: ({ state, listStatus }) => (
      <>
        <StateTag tone={ORGANIZATION_TONES[state]} word={PROVIDER_STATE_WORDS[state]} />
        {listStatus === 'none' ? null : <span className="ledger__under">{LIST_STATUS_WORDS[listStatus]}</span>}
      </>
    ),
  },
];

export function Register() {
  const search = useSearchOf<RegisterSearch>();
  const { state, kind, listed, expiring, text } = search;
  const go = useGo();
  const [typed, setTyped] = useState(text ?? '');
  const list = usePages(
    DeskRegister,
    {
      states: state ? [state] : null,
      kinds: kind ? [kind] : null,
      listed: listed ?? null,
      search: text ?? null,
      within: expiring ?? null,
    },
    (data) => data.organizationRegister,
  );
  const way = (change: RegisterSearch) => ({ to: '/organizations' as const, search: { ...search, ...change } });
  return (
    <Page
      title="组织名录"
      lead="本辖区登记的社会组织、医院、学校和企业。点开一家，登记评估、年检和名录，办理暂停、恢复和退出。"
      actions={
        <>
          {/* The workbook knows state, kind and words: it is offered where it says what the list shows. */}
          {listed || expiring ? null : (
            <ExportLink
              list="organizations"
              count={list.totalCount}
              states={state ? [state] : null}
              filters={{ kind, text }}
            />
          )}
          <WayLink to="/imports" search={{ kind: 'organizations' }} className={buttonClass('quiet')}>
            导入社会组织名录
          </WayLink>
        </>
      }
    >
      <Waiting />
      <form
        className="register__search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          go(way({ text: typed.trim() || undefined }));
        }}
      >
        <TextField label="名称或信用代码" value={typed} onChange={setTyped} />
        <Select
          label="类别"
          placeholder="全部类别"
          options={PROVIDER_KINDS.map((value) => ({ value, label: PROVIDER_KIND_WORDS[value] }))}
          value={kind ?? ''}
          onChange={(value) => go(way({ kind: PROVIDER_KINDS.find((each) => each === value) }))}
        />
        <Button type="submit">查找组织</Button>
      </form>
      <FilterLine
        shown={`${state ? SHOWN[state] : listed ? '在名录上' : '全部'}${expiring ? ` · ${expiring} 天内到期（含已到期）` : ''}${list.totalCount === null ? '' : ` · ${list.totalCount} 家`}`}
        choices={[
          { word: '全部', way: way({ state: undefined, listed: undefined }), chosen: !state && !listed },
          ...(['active', 'suspended', 'exited'] as const).map((each) => ({
            word: SHOWN[each],
            way: way({ state: each, listed: undefined }),
            chosen: state === each,
          })),
          { word: '列入异常或失信', way: way({ state: undefined, listed: true }), chosen: listed === true },
        ]}
      >
        <nav className="filter__choices" aria-label="按到期">
          {[undefined, ...EXPIRY_SPANS_DAYS].map((span) => (
            <WayLink
              key={span ?? 'all'}
              {...way({ expiring: span })}
              className={span === expiring ? 'filter__choice filter__choice--on' : 'filter__choice'}
              aria-current={span === expiring ? 'true' : undefined}
            >
              {span ? `${span} 天内到期` : '不限到期'}
            </WayLink>
          ))}
        </nav>
      </FilterLine>
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="没有符合条件的组织">可以改变上面的显示范围，或到“入驻审核”查看新的申请。</Empty>
          ) : (
            <Ledger
              name="组织名录"
              columns={COLUMNS}
              rows={rows}
              onOpen={({ id }) => go({ to: '/organizations/$id', params: { id } })}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
    </Page>
  );
}

/** Corrections nobody has answered; each leads to its organization. */
function Waiting() {
  const [{ data }] = useQuery({ query: DeskOpenCorrections });
  const waiting = data?.openCorrections ?? [];
  if (waiting.length === 0) return null;
  return (
    <Note tone="decide">
      {waiting.length} 条更正申请待答复：
      {waiting.slice(0, 5).map(({ id, subject, organization }, index) => (
        <span key={id}>
          {index === 0 ? '' : '，'}
          <WayLink to="/organizations/$id" params={{ id: organization.id }}>
            {organization.name}（{CORRECTION_SUBJECT_WORDS[subject]}）
          </WayLink>
        </span>
      ))}
    </Note>
  );
}
