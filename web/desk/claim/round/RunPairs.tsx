/** The pairs of a run with what became of each: the invitation's state and answer, the officer's reason, a withdrawal. */
import { PAIR_DECISION_WORDS } from '@jiedui/shared/matching/round/run.ts';
import { checkReason } from '@jiedui/shared/refusal.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { type ReactNode, useState } from 'react';
import { useAction } from '../../../client.ts';
import { Button } from '../../../kit/Button.tsx';
import { Empty } from '../../../kit/Blank.tsx';
import { deadlineWords, momentWords } from '../../../kit/format.ts';
import { Note } from '../../../kit/Parts.tsx';
import { Sheet } from '../../../kit/Sheet.tsx';
import { StateTag } from '../../../kit/StateTag.tsx';
import { TextArea } from '../../../kit/TextArea.tsx';
import { useToast } from '../../../kit/Toast.tsx';
import { type Column, Ledger } from '../../shell/Ledger.tsx';
import { WayLink } from '../../shell/way.tsx';
import { invitationTag } from './invitation-tag.ts';
import { PairSentence } from './PairSentence.tsx';
import { DeskWithdrawInvitation, type DeskRunPairs } from './runs.documents.ts';

export type RunPair = NonNullable<
  ResultOf<typeof DeskRunPairs>['matchingRun']
>['plan']['proposals']['edges'][number]['node'];

export function RunPairs({ pairs, sent, foot }: { pairs: readonly RunPair[]; sent: boolean; foot: ReactNode }) {
  const [withdrawing, setWithdrawing] = useState<RunPair | null>(null);
  if (pairs.length === 0) return <Empty title="这一轮没有可以邀请的组织">当时没有组织符合点单的全部条件。</Empty>;
  const columns: readonly Column<RunPair>[] = [
    {
      title: '点单和拟请的组织',
      cell: ({ order, organization, sentence }) => (
        <>
          <WayLink to="/orders" search={{ order: order.id }} className="ledger__name">
            {order.title}
          </WayLink>
          <span className="ledger__count">
            <PairSentence order={order} organization={organization} />
          </span>
          <span className="ledger__under">{sentence}</span>
        </>
      ),
    },
    { title: '办理情况', kind: 'wide', cell: (pair) => <Standing pair={pair} sent={sent} /> },
    {
      title: '撤回',
      kind: 'short',
      cell: (pair) =>
        pair.invitation?.state === 'pending' ? (
          <Button onClick={() => setWithdrawing(pair)} aria-label={`撤回给${pair.organization.name}的邀请`}>
            撤回
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <Ledger name="本轮各对" columns={columns} rows={pairs} foot={foot} />
      {withdrawing?.invitation ? <Withdraw pair={withdrawing} onClose={() => setWithdrawing(null)} /> : null}
    </>
  );
}

function Standing({ pair: { invitation, decision, decisionReason }, sent }: { pair: RunPair; sent: boolean }) {
  if (!sent) return <span className="ledger__none">还没有发出</span>;
  if (!invitation)
    return (
      <>
        <StateTag tone="rest" word={decision ? PAIR_DECISION_WORDS[decision] : '未采用'} />
        {decisionReason ? <span className="ledger__under">原因：{decisionReason}</span> : null}
      </>
    );
  const { state, respondUntil, answeredAt, declineReasonWords, reason } = invitation;
  const why = [declineReasonWords, reason].filter(Boolean).join('：');
  return (
    <>
      <StateTag {...invitationTag(state)} />
      {why === '' ? null : <span className="ledger__count">{why}</span>}
      <span className="ledger__under">
        {state === 'pending' || state === 'lapsed' ? `请在 ${deadlineWords(respondUntil)}答复` : null}
        {answeredAt ? momentWords(answeredAt) : null}
      </span>
    </>
  );
}

function Withdraw({ pair: { order, organization, invitation }, onClose }: { pair: RunPair; onClose: () => void }) {
  const withdraw = useAction(DeskWithdrawInvitation);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const say = useToast();
  const press = async () => {
    const checked = checkReason(reason);
    if (typeof checked !== 'string') return setProblem(checked.message);
    const { id, version } = invitation!;
    const answer = await withdraw.run({ invitationId: id, expectedVersion: version, reason: checked });
    if (answer === null) return;
    if (answer.__typename !== 'Invitation') return setProblem(answer.message);
    say(`已撤回给${organization.name}的邀请，对方会收到通知和原因。`);
    onClose();
  };
  return (
    <Sheet
      open
      title={`撤回给${organization.name}的邀请？`}
      onClose={onClose}
      foot={
        <>
          <Button kind="primary" busy={withdraw.busy} busyWord="正在撤回…" onClick={() => void press()}>
            撤回邀请
          </Button>
          <Button onClick={onClose}>先不撤回</Button>
        </>
      }
    >
      <p>“{order.title}”仍开放接单，可另请其他组织。</p>
      <TextArea label="原因" help="对方会看到，200 字以内。" value={reason} onChange={setReason} problem={problem} />
      {withdraw.fault ? (
        <div role="alert">
          <Note tone="late">
            {withdraw.fault.title}，邀请还没有撤回。{withdraw.fault.remedy}（代码 {withdraw.fault.code}）
          </Note>
        </div>
      ) : null}
    </Sheet>
  );
}
