/** 参加 or 不参加: a station that another one asked to take part in its joint order answers, once. */
import { MEMBER_ANSWER_WORDS } from '@jiedui/shared/order/joint-stations.ts';
import { UNIT_WORDS } from '@jiedui/shared/quantity.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { JointAnswerFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote, ReasonSheet } from '../shell/ReasonSheet.tsx';

export const JOINT_ANSWER = graphql(/* GraphQL */ `
  fragment JointAnswer on Order {
    id
    state
    leadShare
    headcount {
      value
      unit
    }
    members {
      stationId
      stationName
      share
      answer
      reason
    }
  }
`);
const ANSWER = graphql(/* GraphQL */ `
  mutation AnswerJointOrder($input: AnswerJointOrderInput!) {
    answerJointOrder(input: $input) {
      ... on Order {
        ...JointAnswer
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

interface JointAnswerProps {
  order: JointAnswerFragment;
  leadName: string;
  /** The viewer's station. */
  stationId: string | null;
  onChanged: () => void;
}

export function JointAnswer({ order, leadName, stationId, onChanged }: JointAnswerProps) {
  const send = useAction(ANSWER);
  const say = useToast();
  const [refusing, setRefusing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const unit = order.headcount ? UNIT_WORDS[order.headcount.unit] : '';
  const own = order.members.find((member) => member.stationId === stationId);
  const answer = async (joins: boolean, reason: string): Promise<string | null> => {
    const answered = await send.run({ orderId: order.id, joins, reason });
    if (answered === null) return null;
    if (answered.__typename !== 'Order') return answered.message;
    setRefusing(false);
    say(joins ? `已答复参加，${leadName}会看到。` : `已答复不参加，${leadName}会看到您写的原因。`);
    onChanged();
    return null;
  };
  return (
    <>
      <section className={own?.answer === 'asked' ? 'section waiting' : 'section'} aria-label="联合社工站">
        <h2>联合社工站</h2>
        <ul>
          <li>
            {leadName}（牵头）{order.leadShare ?? 0} {unit}
          </li>
          {order.members.map((member) => (
            <li key={member.stationId}>
              {member.stationName} {member.share} {unit} · {MEMBER_ANSWER_WORDS[member.answer]}
              {member.reason ? `：${member.reason}` : ''}
            </li>
          ))}
        </ul>
        {own?.answer === 'asked' ? (
          <p>
            {leadName}请贵站一起点这一单，贵站的份额是{' '}
            <b>
              {own.share} {unit}
            </b>
            。答复后不能再改；牵头站改动草稿的，会请您重新答复。
          </p>
        ) : null}
        {problem ? <Note tone="late">{problem}</Note> : null}
        <FaultNote fault={refusing ? null : send.fault} safe="还没有答复。" />
        <ReasonSheet
          open={refusing}
          onClose={() => setRefusing(false)}
          title="不参加这次联合点单"
          explain={`${leadName}会看到您写的原因，点单由其他站继续办理。`}
          verb="答复不参加"
          busy={send.busy}
          fault={send.fault}
          onReason={(reason) => answer(false, reason)}
        />
      </section>
      {own?.answer === 'asked' ? (
        <StickyAction>
          <Button
            kind="primary"
            busy={send.busy && !refusing}
            busyWord="正在答复…"
            onClick={() => void answer(true, '').then(setProblem)}
          >
            参加联合点单
          </Button>
          <Button onClick={() => setRefusing(true)}>不参加</Button>
        </StickyAction>
      ) : null}
    </>
  );
}
