/** 裁定: orders whose invitations came to nothing twice, what happened to each, and the bureau's decision. */
import { RULING_CHOICE_WORDS, RULING_STATE_WORDS } from '@jiedui/shared/claim/ruling.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { Button } from '../../../kit/Button.tsx';
import { Empty } from '../../../kit/Blank.tsx';
import { deadlineWords, momentWords } from '../../../kit/format.ts';
import { StateTag } from '../../../kit/StateTag.tsx';
import { Answer } from '../../shell/Answer.tsx';
import { type Column, Ledger } from '../../shell/Ledger.tsx';
import { Page } from '../../shell/Page.tsx';
import { usePages } from '../../shell/pages.ts';
import { type RulingsSearch, useGo, useSearchOf, WayLink } from '../../shell/way.tsx';
import { RulingSheet } from './RulingSheet.tsx';
import { DeskRulings } from './rulings.documents.ts';

export type RulingCase = ResultOf<typeof DeskRulings>['rulingCases']['edges'][number]['node'];

const columns: readonly Column<RulingCase>[] = [
  {
    title: '点单',
    kind: 'wide',
    cell: ({ id, order }) => (
      <>
        <WayLink to="/rulings" search={{ order: id }} className="ledger__name">
          {order.title}
        </WayLink>
        <span className="ledger__under">
          {order.number} · {order.station.county.name} {order.station.name}
        </span>
      </>
    ),
  },
  {
    title: '经过',
    kind: 'wide',
    cell: ({ refusals }) => (
      <ol className="plain">
        {refusals.map(({ organizationName, refusedAt, words }) => (
          <li key={`${organizationName} ${refusedAt}`}>
            {momentWords(refusedAt)} {organizationName}：{words}
          </li>
        ))}
      </ol>
    ),
  },
  {
    title: '状态',
    kind: 'short',
    cell: ({ state, rulings }) => (
      <>
        <StateTag tone={state === 'waiting' ? 'decide' : 'info'} word={RULING_STATE_WORDS[state]} />
        {rulings.length === 0 ? null : (
          <span className="ledger__under">上次：{RULING_CHOICE_WORDS[rulings.at(-1)!.choice]}</span>
        )}
      </>
    ),
  },
  { title: '裁定期限', kind: 'short', cell: ({ dueAt }) => (dueAt ? deadlineWords(dueAt) : '协调完成后') },
];

export function Rulings() {
  const { order } = useSearchOf<RulingsSearch>();
  const go = useGo();
  const { nodes, totalCount, error, more, again } = usePages(DeskRulings, {}, (data) => data.rulingCases);
  const open = (id: string | undefined) => go({ to: '/rulings', search: { order: id } });
  return (
    <Page
      title="裁定"
      lead={
        totalCount === null
          ? '两次邀请都没有结果的点单，由主管单位决定怎么办。'
          : `显示：待裁定和协调中 · ${totalCount} 件。两次邀请都被谢绝或逾期的点单，由主管单位决定怎么办，不再逐家邀请。`
      }
    >
      <Answer data={nodes} error={error} onRetry={again} rows={4}>
        {(cases) =>
          cases.length === 0 ? (
            <Empty title="没有待裁定的点单">同一点单的邀请两次被谢绝或逾期未答复时，会列在这里。</Empty>
          ) : (
            <>
              <Ledger
                name="待裁定的点单"
                columns={columns}
                rows={cases}
                onOpen={({ id }) => open(id)}
                openedId={order}
                foot={more ? <Button onClick={more}>再列一些</Button> : null}
              />
              <RulingSheet
                found={cases.find(({ id }) => id === order)}
                onClose={() => open(undefined)}
                onRuled={() => {
                  open(undefined);
                  again();
                }}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}
