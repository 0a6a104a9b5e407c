/** 审核: what the station sees while its order waits, came back or was not published; and, for its lead, the decision. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { ApprovalPartFragment } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { deadlineWords, momentWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote, ReasonSheet } from '../shell/ReasonSheet.tsx';

export const APPROVAL_PART = graphql(/* GraphQL */ `
  fragment ApprovalPart on Order {
    id
    version
    state
    cautions
    approval {
      id
      approverName
      submittedAt
      dueAt
      outcome
      reason
      mayDecide
      isOwn
      look
      lookReason
    }
  }
`);

const RECALL = graphql(/* GraphQL */ `
  mutation RecallOrder($input: RecallOrderInput!) {
    recallOrder(input: $input) {
      ... on Order {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const APPROVE = graphql(/* GraphQL */ `
  mutation ApproveOrder($input: ApproveOrderInput!) {
    approveOrder(input: $input) {
      ... on Order {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const RETURN = graphql(/* GraphQL */ `
  mutation ReturnOrder($input: TurnBackOrderInput!) {
    returnOrder(input: $input) {
      ... on Order {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const REJECT = graphql(/* GraphQL */ `
  mutation RejectOrder($input: TurnBackOrderInput!) {
    rejectOrder(input: $input) {
      ... on Order {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** Nothing where nobody approves. */
export function ApprovalPart({ order }: { order: ApprovalPartFragment }) {
  const { approval } = order;
  if (!approval) return null;
  if (order.state === 'submitted') return approval.mayDecide ? <Decide order={order} /> : <Waiting order={order} />;
  if (order.state === 'returned') {
    return (
      <>
        <Note tone="decide">
          {approval.approverName}请您修改：{approval.reason}
        </Note>
        <StickyAction>
          <Link to="/orders/$id/edit" params={{ id: order.id }} search={{ step: 1 }} className={buttonClass('primary')}>
            修改点单
          </Link>
        </StickyAction>
      </>
    );
  }
  if (order.state === 'rejected') {
    return (
      <Note tone="late">
        {approval.approverName}不予发布：{approval.reason}
        。如有不同意见，请与其联系；情况有变的，可用“再来一单”重新提交。
      </Note>
    );
  }
  if (approval.look === 'problem')
    return <Note tone="decide">抽查有问题：{approval.lookReason}。请修改或撤销这条点单。</Note>;
  return null;
}

function Waiting({ order }: { order: ApprovalPartFragment }) {
  const recall = useAction(RECALL);
  const navigate = useNavigate();
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const { approval } = order;
  if (!approval) return null;
  const take = async () => {
    const answer = await recall.run({ orderId: order.id, expectedVersion: order.version });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setRefused(answer.message);
    say('已撤回，可以继续修改。');
    void navigate({ to: '/orders/$id/edit', params: { id: order.id }, search: { step: 1 } });
  };
  return (
    <section className="section" aria-label="等待审核">
      <h2>已提交，等待{approval.approverName}审核</h2>
      <p>
        {momentWords(approval.submittedAt)} 提交，应在 <b className="due">{deadlineWords(approval.dueAt)}</b>
        审核。同意前社会组织看不到这条点单；要修改的可以撤回。
      </p>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={recall.fault} safe="点单还在等待审核。" />
      <div>
        <Button busy={recall.busy} busyWord="正在撤回…" onClick={() => void take()}>
          撤回修改
        </Button>
      </div>
    </section>
  );
}

function Decide({ order }: { order: ApprovalPartFragment }) {
  const approve = useAction(APPROVE);
  const back = useAction(RETURN);
  const reject = useAction(REJECT);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const [turning, setTurning] = useState<'return' | 'reject' | null>(null);
  const { approval } = order;
  if (!approval) return null;
  const input = { orderId: order.id, expectedVersion: order.version };
  const agree = async () => {
    setRefused(null);
    const answer = await approve.run(input);
    if (answer === null) return;
    if (answer.__typename === 'Order') say('已同意发布，合适的组织会看到这条点单。');
    else setRefused(answer.message);
  };
  return (
    <>
      <section className="section waiting" aria-label="等您审核">
        <h2>请您审核这条点单</h2>
        <p>
          {momentWords(approval.submittedAt)} {approval.isOwn ? '由您本人' : '由本站同事'}提交，请在{' '}
          <b className="due">{deadlineWords(approval.dueAt)}</b>审核。
        </p>
        {order.cautions.length > 0 ? <p>请留意：{order.cautions.join('、')}。</p> : null}
        {refused ? <Note tone="late">{refused}</Note> : null}
        <FaultNote fault={approve.fault} safe="点单还在等您审核。" />
        <ReasonSheet
          key={turning}
          keptAs={`${turning}.${approval.id}`}
          open={turning !== null}
          onClose={() => setTurning(null)}
          title={turning === 'return' ? '退回修改' : '不予发布'}
          explain={
            turning === 'return'
              ? '提交的同事会看到原因，修改后可重新提交。'
              : '这条点单不再发布，提交的同事会看到原因。'
          }
          verb={turning === 'return' ? '退回点单' : '不予发布'}
          busy={back.busy || reject.busy}
          fault={back.fault ?? reject.fault}
          onReason={async (reason) => {
            const answer = await (turning === 'return' ? back : reject).run({ ...input, reason });
            if (answer === null) return null;
            if (answer.__typename !== 'Order') return answer.message;
            setTurning(null);
            say('已办理，提交的同事会收到通知。');
            return null;
          }}
        />
      </section>
      <StickyAction>
        <Button kind="primary" busy={approve.busy} busyWord="正在办理…" onClick={() => void agree()}>
          同意发布
        </Button>
        <Button onClick={() => setTurning('return')}>退回修改</Button>
        <Button kind="plain" onClick={() => setTurning('reject')}>
          不予发布
        </Button>
      </StickyAction>
    </>
  );
}
