/** 首场安排和延期: until when a confirmed claim must begin, in words and time, and the two ways to keep it. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { workingDaysUntil } from '@jiedui/shared/working-calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { ClaimFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords, deadlineWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote, ReasonSheet } from '../shell/ReasonSheet.tsx';

const PLAN = graphql(/* GraphQL */ `
  mutation PlanFirstSession($input: PlanFirstSessionInput!) {
    planFirstSession(input: $input) {
      ... on Claim {
        ...ClaimFacts
        order {
          id
          version
          state
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const EXTEND = graphql(/* GraphQL */ `
  mutation ExtendClaim($input: ExtendClaimInput!) {
    extendClaim(input: $input) {
      ... on Claim {
        ...ClaimFacts
        order {
          id
          version
          state
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** `还有 3 个工作日`, `就在今天`. */
export function countdownWords(until: string, now: Date): string {
  const left = workingDaysUntil(localDateOf(now), localDateOf(new Date(until)));
  return left <= 0 ? '就在今天' : `还有 ${left} 个工作日`;
}

export function Lease({ claim }: { claim: ClaimFactsFragment }) {
  const plan = useAction(PLAN);
  const extend = useAction(EXTEND);
  const [asked, setAsked] = useState<'plan' | 'extend' | null>(null);
  const [on, setOn] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const say = useToast();
  if (claim.state !== 'confirmed' || !claim.startUntil) return null;
  if (claim.startedAt) return claim.firstSessionOn ? <p>首场服务安排在 {dateWords(claim.firstSessionOn)}。</p> : null;
  const press = async () => {
    if (on === '') return setProblem('请选择首场服务的日期。');
    const answer = await plan.run({ claimId: claim.id, expectedVersion: claim.version, on });
    if (answer === null) return;
    if (answer.__typename !== 'Claim') return setProblem(answer.message);
    setAsked(null);
    say('已安排首场服务，这次接单不会再到期。');
  };
  return (
    <>
      <Note tone={claim.isExpiring ? 'late' : 'decide'}>
        请在 <b className="due">{deadlineWords(claim.startUntil)}</b>安排首场服务（
        {countdownWords(claim.startUntil, new Date())}
        ）；过时未安排、也未填报服务记录的，接单失效，{claim.isShare ? '所承接的部分重新征集' : '点单重新开放'}
        ，并计入贵单位记录。
        {claim.extendedAt ? '已延期一次，不能再延。' : ''}
      </Note>
      <div className="actions">
        <Button onClick={() => setAsked('plan')}>安排首场服务</Button>
        {claim.extendedAt ? null : <Button onClick={() => setAsked('extend')}>申请延期</Button>}
      </div>
      <Sheet
        open={asked === 'plan'}
        onClose={() => setAsked(null)}
        title="安排首场服务"
        foot={
          <>
            <Button kind="primary" busy={plan.busy} busyWord="正在保存…" onClick={() => void press()}>
              定下首场日期
            </Button>
            <Button onClick={() => setAsked(null)}>先不办</Button>
          </>
        }
      >
        <p>请与社工站商定后填写，应在点单的服务时间以内。社工站会看到。</p>
        <DateField
          label="首场日期"
          value={on}
          onChange={(value) => {
            setOn(value ?? '');
            setProblem(null);
          }}
          problem={problem ?? undefined}
        />
        <FaultNote fault={plan.fault} />
      </Sheet>
      <ReasonSheet
        open={asked === 'extend'}
        onClose={() => setAsked(null)}
        title="申请延期"
        explain="每次接单只能延期一次，期限与首次相同。社工站会看到您写的原因。"
        verb="延期"
        busy={extend.busy}
        fault={extend.fault}
        onReason={async (reason) => {
          const answer = await extend.run({ claimId: claim.id, expectedVersion: claim.version, reason });
          if (answer === null) return null;
          if (answer.__typename !== 'Claim') return answer.message;
          setAsked(null);
          say(`已延期，请在${deadlineWords(answer.startUntil ?? '')}安排首场服务。`);
          return null;
        }}
      />
    </>
  );
}
