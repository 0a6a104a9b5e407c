/** 确认服务记录: the station's word: how satisfied, its opinion; or back with a reason. */
import { useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { SessionFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote, ReasonSheet } from '../shell/ReasonSheet.tsx';
import { SATISFACTION_WORDS } from './session.ts';

const CONFIRM = graphql(/* GraphQL */ `
  mutation ConfirmSession($input: ConfirmSessionInput!) {
    confirmSession(input: $input) {
      ... on Session {
        ...SessionFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const RETURN = graphql(/* GraphQL */ `
  mutation ReturnSession($input: ReturnSessionInput!) {
    returnSession(input: $input) {
      ... on Session {
        ...SessionFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function ConfirmSession({ session }: { session: SessionFactsFragment }) {
  const confirm = useAction(CONFIRM);
  const giveBack = useAction(RETURN);
  const [satisfaction, setSatisfaction] = useState('');
  const [opinion, setOpinion] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [returning, setReturning] = useState(false);
  const section = useRef<HTMLElement>(null);
  const say = useToast();
  const onConfirm = async () => {
    if (satisfaction === '') {
      setProblem('请选择满意度，1 至 5 分');
      // The button is always in reach, the question may not be: bring it into view.
      setTimeout(() => {
        const question = section.current?.querySelector<HTMLElement>('fieldset');
        question?.focus({ preventScroll: true });
        question?.scrollIntoView({ block: 'center' });
      });
      return;
    }
    setRefused(null);
    const answer = await confirm.run({
      sessionId: session.id,
      expectedVersion: session.version,
      satisfaction: Number(satisfaction),
      opinion: opinion.trim() || null,
    });
    if (answer === null) return;
    if (answer.__typename === 'Session') say('已确认服务记录，计入本月统计。');
    else setRefused(answer.message);
  };
  return (
    <>
      <section ref={section} className="section waiting" aria-label="等您确认服务记录">
        <h2>请核对并确认</h2>
        <p className="hint">核对时间、人数、内容和照片是否属实。确认后计入统计，不能再改。</p>
        <Choice
          label="满意度"
          options={SATISFACTION_WORDS.map((word, index) => ({
            value: String(index + 1),
            label: `${index + 1} ${word}`,
          })).reverse()}
          value={satisfaction}
          onChange={(value) => {
            setSatisfaction(value);
            setProblem(null);
          }}
          problem={problem}
        />
        <TextArea label="意见" optional value={opinion} onChange={setOpinion} />
        {refused ? <Note tone="late">{refused}</Note> : null}
        <FaultNote fault={confirm.fault} safe="记录还在等您确认。" />
        <ReasonSheet
          open={returning}
          onClose={() => setReturning(false)}
          title="退回这条服务记录"
          explain="退回后由填报组织修改，再送来确认。请写明哪里要改。"
          verb="退回服务记录"
          busy={giveBack.busy}
          fault={giveBack.fault}
          onReason={async (reason) => {
            const answer = await giveBack.run({ sessionId: session.id, expectedVersion: session.version, reason });
            if (answer === null) return null;
            if (answer.__typename !== 'Session') return answer.message;
            setReturning(false);
            say('已退回，填报组织会收到您写的原因。');
            return null;
          }}
        />
      </section>
      <StickyAction>
        <Button kind="primary" busy={confirm.busy} busyWord="正在确认…" onClick={() => void onConfirm()}>
          确认服务记录
        </Button>
        <Button onClick={() => setReturning(true)}>退回</Button>
      </StickyAction>
    </>
  );
}
