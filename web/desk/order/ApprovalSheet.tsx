/** One submitted order at the side: its facts, the station's similar orders, and the decision or the later look. */
import { fenWords } from '@jiedui/shared/money.ts';
import { NEED_TYPE_WORDS, ORDER_STATE_WORDS, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { qualificationWords } from '@jiedui/shared/organization/qualification.ts';
import { checkReason } from '@jiedui/shared/refusal.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import type { DeskApprovalRowFragment } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { deadlineWords, windowWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { Timeline } from '../../kit/Timeline.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Side } from '../shell/Side.tsx';
import { DeskApproval, DeskApprove, DeskLook, DeskReject, DeskReturn } from './approvals.documents.ts';

type Whole = NonNullable<ResultOf<typeof DeskApproval>['order']> & DeskApprovalRowFragment;

export function ApprovalSheet({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const [{ data, error, fetching }, again] = useQuery({
    query: DeskApproval,
    variables: { id: id ?? '' },
    pause: id === undefined,
  });
  const found = data?.order as Whole | null | undefined;
  const order = found && found.id === id ? found : undefined;
  return (
    <Side open={id !== undefined} onClose={onClose} title={order?.title ?? '点单'}>
      {id === undefined ? null : data?.order === null && !fetching ? (
        <Empty title="没有找到这条点单">可能已被社工站撤回。请回到列表查看。</Empty>
      ) : (
        <Answer data={order} error={error} onRetry={() => again({ requestPolicy: 'network-only' })}>
          {(one) => <Parts order={one} />}
        </Answer>
      )}
    </Side>
  );
}

function Parts({ order }: { order: Whole }) {
  return (
    <div className="side__parts">
      <section>
        {order.cautions.length === 0 ? null : <Note tone="decide">请留意：{order.cautions.join('、')}。</Note>}
        {order.description ? <p className="prose">{order.description}</p> : null}
        <Facts
          facts={[
            ['社工站', `${order.station.name}（${order.station.county.name}）`],
            ['编号', order.number],
            ['服务类型', order.serviceType ? serviceTypeWords(order.serviceType) : null],
            ['服务对象', order.targetGroups.map(targetGroupWords).join('、')],
            ['预计数量', order.headcount?.text ?? null],
            ['地点', order.place],
            ['服务时间', order.windowFrom && order.windowTo ? windowWords(order.windowFrom, order.windowTo) : null],
            ['接单截止', order.claimableUntil ? deadlineWords(order.claimableUntil) : null],
            ['缓急', order.urgency ? URGENCY_WORDS[order.urgency] : null],
            ['需求来源', order.needType ? NEED_TYPE_WORDS[order.needType] : null],
            ['要求的资质', order.requiredQualifications.map(qualificationWords).join('、')],
            ['费用上限', typeof order.budgetCapFen === 'number' ? `每场 ${fenWords(order.budgetCapFen)}` : null],
          ]}
        />
      </section>
      {order.state === 'submitted' && order.approval?.mayDecide ? <Decide key={order.id} order={order} /> : null}
      {order.approval?.look === 'waiting' ? <Look key={order.id} order={order} /> : null}
      <section>
        <h2 className="side__title">本站同类点单</h2>
        {order.alike.length === 0 ? (
          <p>本站没有同类点单。</p>
        ) : (
          <ul>
            {order.alike.map((other) => (
              <li key={other.id}>
                {other.number} {other.title} · {other.headcount?.text ?? ''} · {ORDER_STATE_WORDS[other.state]}
                {other.windowFrom && other.windowTo ? ` · ${windowWords(other.windowFrom, other.windowTo)}` : ''}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2 className="side__title">办理过程</h2>
        <Timeline entries={order.timeline} />
      </section>
    </div>
  );
}

type Turned = { __typename: 'Order' } | { __typename: string; message: string } | null;

function Decide({ order }: { order: Whole }) {
  const approve = useAction(DeskApprove);
  const back = useAction(DeskReturn);
  const reject = useAction(DeskReject);
  const say = useToast();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [refused, setRefused] = useState<string | null>(null);
  const input = { orderId: order.id, expectedVersion: order.version };
  const agree = async () => {
    setRefused(null);
    const answer = await approve.run({ ...input, together: false });
    if (answer === null) return;
    if (answer.__typename === 'Order') say(`已同意发布“${order.title}”。`);
    else setRefused(answer.message);
  };
  const turn = async (by: { run: (given: typeof input & { reason: string }) => Promise<Turned> }, done: string) => {
    setRefused(null);
    const checked = checkReason(reason);
    if (typeof checked !== 'string') return setProblem(checked.message);
    setProblem(undefined);
    const answer = await by.run({ ...input, reason: checked });
    if (answer === null) return;
    if ('message' in answer) setRefused(answer.message);
    else say(done);
  };
  const fault = approve.fault ?? back.fault ?? reject.fault;
  return (
    <section aria-label="审核">
      <h2 className="side__title">审核</h2>
      {refused ? <Note tone="late">{refused}</Note> : null}
      {fault ? (
        <Note tone="late">
          {fault.title}。点单还在等待审核。{fault.remedy}代码 {fault.code}
        </Note>
      ) : null}
      <TextArea
        label="退回或不予发布的原因"
        optional
        help="社工站会看到，2 至 200 字；同意发布不用填。"
        value={reason}
        onChange={setReason}
        problem={problem}
      />
      <div className="actions">
        <Button kind="primary" busy={approve.busy} busyWord="正在办理…" onClick={() => void agree()}>
          同意发布
        </Button>
        <Button busy={back.busy} onClick={() => void turn(back, '已退回修改，社工站会收到通知。')}>
          退回修改
        </Button>
        <Button busy={reject.busy} onClick={() => void turn(reject, '已不予发布，社工站会收到通知。')}>
          不予发布
        </Button>
      </div>
    </section>
  );
}

function Look({ order }: { order: Whole }) {
  const look = useAction(DeskLook);
  const say = useToast();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const send = async (fine: boolean) => {
    setProblem(undefined);
    const answer = await look.run({ orderId: order.id, fine, reason });
    if (answer === null) return;
    if (answer.__typename === 'Order') say(fine ? '已记为抽查无误。' : '已记为有问题，社工站会收到通知。');
    else setProblem(answer.message);
  };
  return (
    <section aria-label="抽查">
      <h2 className="side__title">抽查</h2>
      <TextArea
        label="发现的问题"
        optional
        help="有问题的请写明，社工站会看到。"
        value={reason}
        onChange={setReason}
        problem={problem}
      />
      <div className="actions">
        <Button kind="primary" busy={look.busy} busyWord="正在办理…" onClick={() => void send(true)}>
          抽查无误
        </Button>
        <Button busy={look.busy} onClick={() => void send(false)}>
          记为有问题
        </Button>
      </div>
    </section>
  );
}
