/** 历次匹配: every round that was saved, what went out, how many were taken up in the end, and whether it can be computed anew. */
import { RUN_STATE_WORDS } from '@jiedui/shared/matching/round/run.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { Button, buttonClass } from '../../../kit/Button.tsx';
import { Empty } from '../../../kit/Blank.tsx';
import { momentWords } from '../../../kit/format.ts';
import { StateTag } from '../../../kit/StateTag.tsx';
import { Answer } from '../../shell/Answer.tsx';
import { type Column, Ledger } from '../../shell/Ledger.tsx';
import { Page } from '../../shell/Page.tsx';
import { usePages } from '../../shell/pages.ts';
import { useGo, WayLink } from '../../shell/way.tsx';
import { Replay } from './Replay.tsx';
import { DeskMatchingRuns } from './runs.documents.ts';
import { OBJECTIVES } from './wishes.ts';

type Run = ResultOf<typeof DeskMatchingRuns>['matchingRuns']['edges'][number]['node'];

const COLUMNS: readonly Column<Run>[] = [
  {
    title: '轮次',
    cell: ({ id, name, authority, objective, savedAt }) => (
      <>
        <WayLink to="/rounds/$id" params={{ id }} className="ledger__name">
          {name}
        </WayLink>
        <span className="ledger__under">
          {authority.name} · {OBJECTIVES[objective].word} · {momentWords(savedAt)} 保存
        </span>
      </>
    ),
  },
  {
    title: '方案',
    kind: 'short',
    cell: ({ orders, served }) => `${orders} 单中可服务 ${served} 单`,
  },
  {
    title: '邀请',
    cell: ({ state, decisions }) =>
      state === 'sent' ? (
        <>
          发出 {decisions.taken} 份
          {decisions.overridden + decisions.ignored === 0 ? null : (
            <span className="ledger__under">
              {[
                decisions.overridden === 0 ? '' : `另作安排 ${decisions.overridden} 单`,
                decisions.ignored === 0 ? '' : `未采用 ${decisions.ignored} 单`,
              ]
                .filter(Boolean)
                .join('，')}
            </span>
          )}
        </>
      ) : (
        <StateTag tone="decide" word={RUN_STATE_WORDS.saved} />
      ),
  },
  { title: '供需对接成功率', kind: 'wide', cell: ({ success }) => success.sentence },
  { title: '核对', cell: ({ id, name }) => <Replay id={id} name={name} /> },
];

export function History() {
  const go = useGo();
  const { nodes, totalCount, error, more, busy, again } = usePages(DeskMatchingRuns, {}, (data) => data.matchingRuns);
  return (
    <Page
      title="历次匹配"
      lead="每一轮的数据、权重和结果都原样保存，随时可以重新计算核对。成功率按现在的办理情况统计。"
      actions={
        <WayLink to="/rounds" className={buttonClass('primary')}>
          办理本轮匹配
        </WayLink>
      }
    >
      <Answer data={nodes} error={error} onRetry={again} rows={5}>
        {(runs) =>
          runs.length === 0 ? (
            <Empty title="还没有保存过匹配轮次">办理一轮并发送邀请后，会列在这里，随时可以核对。</Empty>
          ) : (
            <Ledger
              name="历次匹配"
              columns={COLUMNS}
              rows={runs}
              onOpen={({ id }) => go({ to: '/rounds/$id', params: { id } })}
              foot={
                more ? (
                  <Button onClick={more} busy={busy} busyWord="正在读取…">
                    再看一些
                  </Button>
                ) : (
                  `共 ${totalCount ?? runs.length} 轮`
                )
              }
            />
          )
        }
      </Answer>
    </Page>
  );
}
