/** 未送达: messages that were given up, why, and what to do: try again, or lay aside with a reason. */
import { formatDate, formatTime, localDateOf } from '@jiedui/shared/calendar.ts';
import { CHANNEL_WORDS } from '@jiedui/shared/notice/delivery.ts';
import { checkReason } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Empty, ErrorState, Loading } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { faultOf } from '../../kit/fault.ts';
import { Note } from '../../kit/Parts.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import '../../notice/notice.css';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type UndeliveredSearch, useSearchOf } from '../shell/way.tsx';

const Deliveries = graphql(`
  query DeskUndelivered($first: Int!, $after: String, $dismissed: Boolean) {
    undelivered(first: $first, after: $after, dismissed: $dismissed) {
      totalCount
      edges { node { id version channel state recipient about attempts lastError createdAt reason decidedAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
const Retry = graphql(`
  mutation DeskRetryDelivery($input: RetryDeliveryInput!) {
    retryDelivery(input: $input) {
      ... on Delivery { id version state }
      ... on Refusal { code message }
    }
  }
`);
const Dismiss = graphql(`
  mutation DeskDismissDelivery($input: DismissDeliveryInput!) {
    dismissDelivery(input: $input) {
      ... on Delivery { id version state reason decidedAt }
      ... on Refusal { code message }
    }
  }
`);

/** `2026年11月24日 星期二 10:00`: a list that is read long after. */
const fullMoment = (at: string) => {
  const instant = new Date(at);
  return `${formatDate(localDateOf(instant))} ${formatTime(instant)}`;
};

type Row = ResultOf<typeof Deliveries>['undelivered']['edges'][number]['node'];

export function Undelivered() {
  const { show } = useSearchOf<UndeliveredSearch>();
  const dismissed = show === 'dismissed';
  const list = usePages(Deliveries, { dismissed }, (data) => data.undelivered);
  const columns: Column<Row>[] = [
    { title: '收件', cell: ({ recipient, channel }) => `${recipient ?? '其他单位'}（${CHANNEL_WORDS[channel]}）` },
    { title: '内容', cell: ({ about }) => (about.length === 0 ? '—' : `${about.join('、')}通知`) },
    { title: '原因', kind: 'wide', cell: ({ lastError, attempts }) => `${lastError ?? '未写明'}，共试 ${attempts} 次` },
    { title: '产生', kind: 'short', cell: ({ createdAt }) => fullMoment(createdAt) },
    {
      title: '办理',
      cell: (row) =>
        dismissed ? (
          `${row.reason ?? ''}（${row.decidedAt ? fullMoment(row.decidedAt) : ''}）`
        ) : (
          <Decide row={row} onDone={list.again} />
        ),
    },
  ];
  return (
    <Page title="未送达" lead="邮件或群机器人没有送达的消息。通知本身仍列在各人的站内通知里，没有丢失。">
      <FilterLine
        shown={`${dismissed ? '已处理' : '待处理'} · ${list.totalCount ?? '…'} 条`}
        choices={[
          { word: '待处理', way: { to: '/undelivered' }, chosen: !dismissed },
          { word: '已处理', way: { to: '/undelivered', search: { show: 'dismissed' } }, chosen: dismissed },
        ]}
      />
      {list.error && !list.nodes ? <ErrorState fault={faultOf(list.error)} onRetry={list.again} /> : null}
      {!list.nodes && !list.error ? <Loading rows={4} /> : null}
      {list.nodes?.length === 0 ? (
        <Empty title="没有未送达的消息">多次重试仍失败的消息会列在这里，可以重试，或写明原因后不再发送。</Empty>
      ) : null}
      {list.nodes && 0 < list.nodes.length ? (
        <Ledger
          name="未送达"
          columns={columns}
          rows={list.nodes}
          foot={list.more ? <Button onClick={list.more}>加载更多</Button> : null}
        />
      ) : null}
    </Page>
  );
}

function Decide({ row, onDone }: { row: Row; onDone: () => void }) {
  const retry = useAction(Retry);
  const dismiss = useAction(Dismiss);
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const tryAgain = async () => {
    const answer = await retry.run({ id: row.id });
    if (answer?.__typename === 'Delivery') {
      say('已重新排队发送。');
      onDone();
    } else if (answer) setProblem(answer.message);
  };
  const layAside = async () => {
    const checked = checkReason(reason);
    if (typeof checked !== 'string') return setProblem(checked.message);
    const answer = await dismiss.run({ id: row.id, reason: checked });
    if (answer?.__typename === 'Delivery') {
      say('已记录原因，不再发送。');
      onDone();
    } else if (answer) setProblem(answer.message);
  };
  const fault = retry.fault ?? dismiss.fault;
  return (
    <>
      {asking ? (
        <TextField label="不再发送的原因" value={reason} onChange={setReason} problem={problem ?? undefined} />
      ) : null}
      {!asking && problem ? <Note tone="late">{problem}</Note> : null}
      {fault ? <Note tone="late">{fault.title}</Note> : null}
      <span className="notice-part__actions">
        <Button busy={retry.busy} onClick={() => void tryAgain()}>
          重新发送
        </Button>
        <Button busy={dismiss.busy} onClick={() => (asking ? void layAside() : setAsking(true))}>
          不再发送
        </Button>
      </span>
    </>
  );
}
