/** 点单审核: what waits for a decision, what is to be looked at afterwards, and one order at the side with its facts. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import type { DeskApprovalRowFragment } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { deadlineWords, momentWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type ApprovalsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { ApprovalSheet } from './ApprovalSheet.tsx';
import { DeskApprove, DeskToApprove, DeskToLookAt } from './approvals.documents.ts';
import { APPROVAL_VIEWS, type ApprovalView } from './approval-views.ts';
import { PageFoot } from '../shell/PageFoot.tsx';
import './order.css';

type Row = DeskApprovalRowFragment;

export function Approvals() {
  const { show = 'waiting', order } = useSearchOf<ApprovalsSearch>();
  const go = useGo();
  const open = (id: string | undefined) => go({ to: '/approvals', search: { show, order: id } });
  return (
    <Page
      title="点单审核"
      lead="社工站提交的点单，同意后才向社会组织发布。免审的按比例抽查，紧急的先发布后查看。"
      actions={
        <WayLink to="/approvals/settings" className="button button--quiet">
          审核设置
        </WayLink>
      }
    >
      {show === 'waiting' ? (
        <Waiting opened={order} onOpen={open} />
      ) : (
        <Looks key={show} seen={show === 'seen'} opened={order} onOpen={open} />
      )}
      <ApprovalSheet id={order} onClose={() => open(undefined)} />
    </Page>
  );
}

function Views({ show, count }: { show: ApprovalView; count: number | null }) {
  return (
    <FilterLine
      shown={`${APPROVAL_VIEWS[show]}${count === null ? '' : ` · ${count} 条`}`}
      choices={(Object.keys(APPROVAL_VIEWS) as ApprovalView[]).map((key) => ({
        word: APPROVAL_VIEWS[key],
        way: { to: '/approvals' as const, search: { show: key } },
        chosen: key === show,
      }))}
    />
  );
}

const titleIn = (show: ApprovalView): Column<Row> => ({
  title: '点单',
  kind: 'wide',
  cell: (order) => (
    <>
      <WayLink to="/approvals" search={{ show, order: order.id }} className="ledger__name">
        {order.title}
      </WayLink>
      <span className="ledger__under">
        {order.number} · {order.serviceType ? serviceTypeWords(order.serviceType) : '未选类型'} ·{' '}
        {order.headcount?.text ?? ''}
      </span>
    </>
  ),
});
const from: Column<Row> = {
  title: '社工站',
  cell: ({ station }) => (
    <>
      {station.name}
      <span className="ledger__under">{station.county.name}</span>
    </>
  ),
};
const cautions: Column<Row> = {
  title: '请留意',
  cell: (order) =>
    order.cautions.length === 0 ? <span className="ledger__none">可一并审核</span> : order.cautions.join('、'),
};
const due: Column<Row> = {
  title: '审核期限',
  cell: ({ approval }) =>
    approval ? (
      <>
        {deadlineWords(approval.dueAt)}
        <span className="ledger__under">{momentWords(approval.submittedAt)} 提交</span>
      </>
    ) : null,
};
const why: Column<Row> = {
  title: '为何先发布',
  cell: ({ approval }) => (approval?.bypass === 'emergency' ? '紧急点单' : '低风险类型，抽中'),
};
const found: Column<Row> = {
  title: '抽查结果',
  cell: ({ approval }) => (
    <>
      {approval?.look === 'problem' ? '有问题' : '无误'}
      {approval?.lookReason ? <span className="ledger__under">{approval.lookReason}</span> : null}
    </>
  ),
};

interface ListProps {
  opened: string | undefined;
  onOpen: (id: string) => void;
}

function Waiting({ opened, onOpen }: ListProps) {
  const list = usePages(DeskToApprove, {}, (data) => data.ordersToApprove);
  const rows = list.nodes;
  return (
    <>
      <Views show="waiting" count={list.totalCount} />
      <Answer data={rows} error={list.error} onRetry={() => list.again()} rows={5}>
        {(orders) =>
          orders.length === 0 ? (
            <Empty title="没有等您审核的点单">社工站提交点单后会列在这里，最早提交的在前。</Empty>
          ) : (
            <>
              <Together orders={orders} onDone={() => list.again()} />
              <Ledger
                name="待审核的点单"
                columns={[titleIn('waiting'), from, cautions, due]}
                rows={orders}
                onOpen={(row) => onOpen(row.id)}
                openedId={opened}
                foot={<PageFoot shown={orders.length} total={list.totalCount} more={list.more} busy={list.busy} />}
              />
            </>
          )
        }
      </Answer>
    </>
  );
}

/** One press, one command for each order: those that changed meanwhile are named, the others are approved. */
function Together({ orders, onDone }: { orders: readonly Row[]; onDone: () => void }) {
  const plain = orders.filter(
    (order) => order.cautions.length === 0 && order.approval?.mayDecide && !order.approval.isOwn,
  );
  const approve = useAction(DeskApprove);
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<readonly string[]>([]);
  if (plain.length < 2 && left.length === 0) return null;
  const run = async () => {
    setBusy(true);
    const problems: string[] = [];
    for (const order of plain) {
      const answer = await approve.run({ orderId: order.id, expectedVersion: order.version, together: true });
      if (answer === null) problems.push(`${order.number}：没有连上，请再试一次`);
      else if (answer.__typename !== 'Order') problems.push(`${order.number}：${answer.message}`);
    }
    setBusy(false);
    setLeft(problems);
    say(`已同意发布 ${plain.length - problems.length} 条。`);
    onDone();
  };
  return (
    <div className="approvals__together">
      {plain.length < 2 ? null : (
        <Button onClick={() => void run()} busy={busy} busyWord="正在逐条办理…">
          一并同意 {plain.length} 条低风险点单
        </Button>
      )}
      {left.length === 0 ? null : (
        <Note tone="late">
          {left.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Note>
      )}
    </div>
  );
}

function Looks({ seen, opened, onOpen }: ListProps & { seen: boolean }) {
  const list = usePages(DeskToLookAt, { seen }, (data) => data.ordersToLookAt);
  const rows = list.nodes;
  return (
    <>
      <Views show={seen ? 'seen' : 'looks'} count={list.totalCount} />
      <Answer data={rows} error={list.error} onRetry={() => list.again()} rows={5}>
        {(orders) =>
          orders.length === 0 ? (
            <Empty title={seen ? '还没有抽查记录' : '没有要抽查的点单'}>
              {seen ? '抽查后，结果会列在这里。' : '免审发布的点单按比例抽中后列在这里，紧急点单全部列入。'}
            </Empty>
          ) : (
            <Ledger
              name={seen ? '抽查记录' : '待抽查的点单'}
              columns={[titleIn(seen ? 'seen' : 'looks'), from, why, ...(seen ? [found] : [])]}
              rows={orders}
              onOpen={(row) => onOpen(row.id)}
              openedId={opened}
              foot={<PageFoot shown={orders.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
    </>
  );
}
