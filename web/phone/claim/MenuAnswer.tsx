/** 菜单点单: a station picked this organization's offer; it takes the order, or declines it with a reason. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { ClaimFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { deadlineWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote, ReasonSheet } from '../shell/ReasonSheet.tsx';

const ACCEPT = graphql(/* GraphQL */ `
  mutation AcceptMenuOrder($input: AcceptMenuOrderInput!) {
    acceptMenuOrder(input: $input) {
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
const DECLINE = graphql(/* GraphQL */ `
  mutation DeclineMenuOrder($input: DeclineMenuOrderInput!) {
    declineMenuOrder(input: $input) {
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

export function MenuAnswer({ claim, stationName }: { claim: ClaimFactsFragment; stationName: string }) {
  const accept = useAction(ACCEPT);
  const decline = useAction(DECLINE);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const [declining, setDeclining] = useState(false);
  const input = { claimId: claim.id, expectedVersion: claim.version };
  const take = async () => {
    setRefused(null);
    const answer = await accept.run(input);
    if (answer === null) return;
    if (answer.__typename === 'Claim') say('已同意承接，请起草结对协议或直接开展服务。');
    else setRefused(answer.message);
  };
  return (
    <>
      <section className="section waiting" aria-label="等贵单位答复">
        <h2>{stationName}点了贵单位的供给</h2>
        <p>
          请在 <b className="due">{deadlineWords(claim.confirmUntil)}</b>
          答复。可以同意，也可以谢绝；逾期未答复的，点单向所有组织开放。
        </p>
        {refused ? <Note tone="late">{refused}</Note> : null}
        <FaultNote fault={accept.fault} safe="点单还在等贵单位答复。" />
        <ReasonSheet
          open={declining}
          onClose={() => setDeclining(false)}
          title="谢绝这条点单"
          explain="谢绝后，点单向所有组织开放；社工站会看到您写的原因。"
          verb="谢绝承接"
          busy={decline.busy}
          fault={decline.fault}
          onReason={async (reason) => {
            const answer = await decline.run({ ...input, reason });
            if (answer === null) return null;
            if (answer.__typename !== 'Claim') return answer.message;
            setDeclining(false);
            say('已谢绝，社工站会收到通知。');
            return null;
          }}
        />
      </section>
      <StickyAction>
        <Button kind="primary" busy={accept.busy} busyWord="正在办理…" onClick={() => void take()}>
          同意承接
        </Button>
        <Button onClick={() => setDeclining(true)}>谢绝</Button>
      </StickyAction>
    </>
  );
}
