/** 确认接单 or 退回: the station's turn. Says who has come, until when, and what follows. */
import { STATION_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { PROVIDER_KIND_WORDS } from '@jiedui/shared/organization/organization.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { ClaimFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { deadlineWords, momentWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { EndReasonSheet } from './EndReasonSheet.tsx';
import { countdownWords } from './Lease.tsx';

const CONFIRM = graphql(/* GraphQL */ `
  mutation ConfirmClaim($input: DecideClaimInput!) {
    confirmClaim(input: $input) {
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
  mutation DeclineClaim($input: RefuseClaimInput!) {
    declineClaim(input: $input) {
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

export function DecideClaim({ claim }: { claim: ClaimFactsFragment; orderId: string }) {
  const confirm = useAction(CONFIRM);
  const decline = useAction(DECLINE);
  const [declining, setDeclining] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  const { organization } = claim;
  const onConfirm = async () => {
    setRefused(null);
    const answer = await confirm.run({ claimId: claim.id, expectedVersion: claim.version });
    if (answer === null) return;
    if (answer.__typename === 'Claim') say(`已确认由${organization.name}承接，等待该组织起草结对协议。`);
    else setRefused(answer.message);
  };
  const decide = (
    <>
      <Button kind="primary" busy={confirm.busy} busyWord="正在确认…" onClick={() => void onConfirm()}>
        {claim.isShare ? `确认${organization.name}接单` : '确认接单'}
      </Button>
      <Button onClick={() => setDeclining(true)}>退回</Button>
      <span className="saved">确认后，由该组织起草结对协议，双方签字生效。</span>
    </>
  );
  return (
    <>
      <section className="section waiting" aria-label="等您确认接单">
        <h2>
          {organization.name} 愿意承接{claim.isShare ? ` ${claim.shareWords}` : ''}
        </h2>
        <p className="hint">
          {[
            PROVIDER_KIND_WORDS[organization.providerKind],
            organization.region.name,
            organization.ratingGrade ? `评估等级 ${organization.ratingGrade}A` : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {organization.businessScope ? <p className="hint">业务范围：{organization.businessScope}</p> : null}
        <p>
          {momentWords(claim.claimedAt)} 接单，请在 <b className="due">{deadlineWords(claim.confirmUntil)}</b>
          确认（{countdownWords(claim.confirmUntil, new Date())}）；过时未确认的，接单自动失效，
          {claim.isShare ? '这一部分重新征集' : '点单重新开放'}。
        </p>
        {refused ? <Note tone="late">{refused}</Note> : null}
        <FaultNote fault={confirm.fault} safe="接单还在等您确认。" />
        <EndReasonSheet
          open={declining}
          onClose={() => setDeclining(false)}
          title={`退回${organization.name}的接单`}
          explain={`退回后，${claim.isShare ? '这一部分' : '点单'}重新开放给其他组织；该组织会收到您选的原因。`}
          verb="退回接单"
          codes={STATION_CODES}
          busy={decline.busy}
          fault={decline.fault}
          onReason={async (endCode, reason) => {
            const answer = await decline.run({ claimId: claim.id, expectedVersion: claim.version, endCode, reason });
            if (answer === null) return null;
            if (answer.__typename !== 'Claim') return answer.message;
            setDeclining(false);
            say(claim.isShare ? '已退回，这一部分重新征集。' : '已退回，点单重新开放。');
            return null;
          }}
        />
        {/* Several shares wait for their answers at once: each has its own. */}
        {claim.isShare ? <div className="actions">{decide}</div> : null}
      </section>
      {claim.isShare ? null : <StickyAction>{decide}</StickyAction>}
    </>
  );
}
