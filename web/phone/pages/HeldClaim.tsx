/** The claim as its organization sees it: what it waits for, and the next step when it is theirs. */
import { WITHDRAW_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { ClaimFactsFragment } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { deadlineWords, momentWords } from '../../kit/format.ts';
import { StickyAction } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { agreementTag } from '../pairing/agreement.ts';
import { EndReasonSheet } from '../claim/EndReasonSheet.tsx';
import { countdownWords, Lease } from '../claim/Lease.tsx';
import { claimTag } from '../claim/claim.ts';

const WITHDRAW = graphql(/* GraphQL */ `
  mutation WithdrawClaim($input: RefuseClaimInput!) {
    withdrawClaim(input: $input) {
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

interface HeldClaimProps {
  claim: ClaimFactsFragment;
  orderId: string;
  /** What is completed is not taken back. */
  completed: boolean;
}

export function HeldClaim({ claim, orderId, completed }: HeldClaimProps) {
  const withdraw = useAction(WITHDRAW);
  const [withdrawing, setWithdrawing] = useState(false);
  const say = useToast();
  const agreement = claim.agreement;
  return (
    <>
      <section className="section waiting" aria-label="贵单位的接单">
        <h2>
          贵单位的接单 <StateTag {...claimTag(claim.state)} />
        </h2>
        {claim.isShare ? (
          <p>
            贵单位承接：<b>{claim.shareWords}</b>
          </p>
        ) : null}
        {claim.state === 'pending' ? (
          <p>
            {momentWords(claim.claimedAt)} 接单。社工站应在 <b className="due">{deadlineWords(claim.confirmUntil)}</b>
            确认（{countdownWords(claim.confirmUntil, new Date())}）；过时未确认的，接单自动失效，您可以再次接单。
          </p>
        ) : null}
        <Lease claim={claim} />
        {claim.state === 'confirmed' && !agreement && claim.mayDraftAgreement ? (
          <p>社工站已确认。下一步由贵单位起草结对协议，双方签字后生效。</p>
        ) : null}
        {claim.state === 'confirmed' && agreement ? (
          <p>
            协议{' '}
            <Link to="/agreements/$id" params={{ id: agreement.id }}>
              {agreement.number}
            </Link>{' '}
            <StateTag {...agreementTag(agreement.state)} />
          </p>
        ) : null}
        {claim.state === 'confirmed' && !agreement && !claim.mayDraftAgreement ? (
          <p>双方已有结对协议，可以直接开展服务并填报记录。</p>
        ) : null}
        {claim.reason ? <p>对方写的原因：{claim.reason}</p> : null}
        {!completed && claim.state === 'confirmed' && claim.freeUntil ? (
          <p className="hint">
            {claim.withdrawalCounts
              ? `无责退回的期限已于 ${deadlineWords(claim.freeUntil)}结束，现在撤回会计入贵单位记录。`
              : `${deadlineWords(claim.freeUntil)}撤回，不计入贵单位记录。`}
          </p>
        ) : null}
        {!completed && (claim.state === 'pending' || claim.state === 'confirmed') ? (
          <div>
            <Button onClick={() => setWithdrawing(true)}>撤回接单</Button>
          </div>
        ) : null}
        <EndReasonSheet
          open={withdrawing}
          onClose={() => setWithdrawing(false)}
          title="撤回这次接单"
          explain={
            claim.withdrawalCounts
              ? `撤回后，${claim.isShare ? '所承接的部分' : '点单'}重新开放给其他组织；已过无责退回期限，会计入贵单位记录。社工站会收到您选的原因。`
              : `撤回后，${claim.isShare ? '所承接的部分' : '点单'}重新开放给其他组织；社工站会收到您选的原因。`
          }
          verb="撤回接单"
          codes={WITHDRAW_CODES}
          busy={withdraw.busy}
          fault={withdraw.fault}
          onReason={async (endCode, reason) => {
            const answer = await withdraw.run({ claimId: claim.id, expectedVersion: claim.version, endCode, reason });
            if (answer === null) return null;
            if (answer.__typename !== 'Claim') return answer.message;
            setWithdrawing(false);
            say('已撤回接单。');
            return null;
          }}
        />
      </section>
      {claim.state === 'confirmed' && !completed ? (
        <StickyAction>
          {!agreement && claim.mayDraftAgreement ? (
            <Link to="/claims/$id/agreement" params={{ id: claim.id }} className={buttonClass('primary')}>
              起草结对协议
            </Link>
          ) : (
            <Link to="/sessions/new" search={{ order: orderId }} className={buttonClass('primary')}>
              填报服务记录
            </Link>
          )}
        </StickyAction>
      ) : null}
    </>
  );
}
