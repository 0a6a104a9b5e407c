/** One round that was saved: what went out and what became of each invitation, live; its proof; what was left. */
import { RUN_STATE_WORDS } from '@jiedui/shared/matching/round/run.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button, buttonClass } from '../../../kit/Button.tsx';
import { Empty } from '../../../kit/Blank.tsx';
import { momentWords } from '../../../kit/format.ts';
import { StateTag } from '../../../kit/StateTag.tsx';
import { Answer } from '../../shell/Answer.tsx';
import { Page } from '../../shell/Page.tsx';
import { usePages } from '../../shell/pages.ts';
import { useParamsOf, WayLink } from '../../shell/way.tsx';
import { Proof } from './Proof.tsx';
import { Replay } from './Replay.tsx';
import { RunPairs } from './RunPairs.tsx';
import { DeskMatchingRun, DeskRunPairs, DeskRunUnserved } from './runs.documents.ts';
import { SendSheet } from './SendSheet.tsx';
import { OBJECTIVES } from './wishes.ts';

type Found = ResultOf<typeof DeskMatchingRun>;
type Run = NonNullable<Found['matchingRun']>;

export function RunPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [{ data, error }, again] = useQuery({ query: DeskMatchingRun, variables: { id, runId: id } });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={5} whole>
      {(found) =>
        found.matchingRun ? (
          <OneRun key={id} run={found.matchingRun} found={found} />
        ) : (
          <Page title="匹配轮次">
            <Empty
              title="没有找到这一轮匹配"
              action={
                <WayLink to="/rounds/history" className={buttonClass('primary')}>
                  查看历次匹配
                </WayLink>
              }
            >
              可能不在您的管理范围。
            </Empty>
          </Page>
        )
      }
    </Answer>
  );
}

function OneRun({ run, found }: { run: Run; found: Found }) {
  const [sending, setSending] = useState(false);
  const pages = usePages(DeskRunPairs, { id: run.id }, (data) => data.matchingRun!.plan.proposals);
  const { nodes, totalCount, more, busy } = pages;
  const sent = run.state === 'sent';
  return (
    <Page
      title={`${run.name}匹配`}
      lead={
        <>
          {run.authority.name} · {OBJECTIVES[run.objective].word} · {momentWords(run.savedAt)} 保存
          {run.sentAt ? ` · ${momentWords(run.sentAt)} 发出邀请` : ''}
        </>
      }
      actions={
        <>
          <WayLink to="/rounds/history" className={buttonClass('quiet')}>
            历次匹配
          </WayLink>
          {sent || nodes === undefined || nodes.length === 0 ? null : (
            <Button kind="primary" onClick={() => setSending(true)}>
              发送邀请（{run.served} 份）
            </Button>
          )}
        </>
      }
    >
      <p className="match__sum">
        {sent ? <Answers found={found} /> : <StateTag tone="decide" word={RUN_STATE_WORDS.saved} />}
      </p>
      <p className="match__lead">
        {run.orders} 个点单，方案可服务 {run.served} 个。
        {sent ? run.success.sentence : '发出后，各组织可以接受，也可以谢绝。'}
      </p>
      <div className="run">
        <Answer data={nodes} error={pages.error} onRetry={pages.again} rows={5}>
          {(pairs) => (
            <RunPairs
              pairs={pairs}
              sent={sent}
              foot={
                more ? (
                  <Button onClick={more} busy={busy} busyWord="正在读取…">
                    再看一些
                  </Button>
                ) : (
                  `共 ${totalCount ?? pairs.length} 单`
                )
              }
            />
          )}
        </Answer>
        {run.served < run.orders ? <LeftOut id={run.id} /> : null}
        <section className="run__proof" aria-label="核对">
          <Replay id={run.id} name={run.name} />
          <Proof preview={{ ...run, plan: { ...run.plan, orders: run.orders, served: run.served } }}>
            <p className="hint proof__hash">
              算法 {run.engine}，种子 {run.seed}，结果指纹 {run.resultHash}
            </p>
          </Proof>
        </section>
      </div>
      {sending && nodes ? (
        <SendSheet
          month={run.month}
          served={run.served}
          pairs={nodes}
          organizations={run.plan.organizations.edges.map(({ node }) => node)}
          from={{ run }}
          onClose={() => setSending(false)}
        />
      ) : null}
    </Page>
  );
}

/** `发出 3 份：已接受 1，待答复 1，已谢绝 1。` */
function Answers({ found: { accepted, pending, declined, lapsed, withdrawn } }: { found: Found }) {
  const counts = [
    ['已接受', accepted.totalCount],
    ['待答复', pending.totalCount],
    ['已谢绝', declined.totalCount],
    ['逾期未答复', lapsed.totalCount],
    ['已撤回', withdrawn.totalCount],
  ] as const;
  const sum = counts.reduce((all, [, count]) => all + count, 0);
  return (
    <>
      发出 <b>{sum}</b> 份：
      {counts
        .filter(([, count]) => 0 < count)
        .map(([word, count]) => `${word} ${count}`)
        .join('，')}
      。
    </>
  );
}

function LeftOut({ id }: { id: string }) {
  const [{ data }] = useQuery({ query: DeskRunUnserved, variables: { id } });
  const unserved = data?.matchingRun?.plan.unserved;
  if (!unserved) return null;
  return (
    <details className="proof">
      <summary>当时暂无人接的 {unserved.totalCount} 个点单</summary>
      <ul className="unserved">
        {unserved.edges.map(({ node: { id: orderId, order, sentence, changes } }) => (
          <li key={orderId}>
            <h3>
              <WayLink to="/orders" search={{ order: order.id }} className="ledger__name">
                {order.title}
              </WayLink>
              <small>{order.station.name}</small>
            </h3>
            <p>
              {sentence}
              {changes[0] ? `最省的办法：${changes[0].sentence}` : ''}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
