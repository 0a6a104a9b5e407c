/** 我要接单: whether this organization may, why it fits, and the one press that may lose a race. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderRowFragment, OrderSharesFragment, PhoneFitQuery } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { CheckList } from '../matching/CheckList.tsx';
import { Parts } from '../matching/WhyMe.tsx';
import { OrderSentence } from '../order/OrderSentence.tsx';
import { PortionFields, portionsOf } from './SharePart.tsx';
import { Ask } from '../shell/Ask.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import './claim.css';

const FIT = graphql(/* GraphQL */ `
  query PhoneFit($id: ID!) {
    order(id: $id) {
      id
      fit {
        mayClaim
        sentence
        offerId
        checks {
          code
          passed
          reason
          remedy
        }
        parts {
          code
          name
          words
          value
          weight
        }
      }
    }
  }
`);

const CLAIM = graphql(/* GraphQL */ `
  mutation ClaimOrder($input: ClaimOrderInput!) {
    claimOrder(input: $input) {
      ... on Claim {
        ...ClaimFacts
        order {
          id
          version
          state
        }
      }
      ... on AlreadyClaimed {
        code
        message
        organizationName
        claimedAt
      }
      ... on NotEligible {
        code
        message
        checks {
          code
          passed
          reason
          remedy
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Fit = NonNullable<NonNullable<PhoneFitQuery['order']>['fit']>;
type Checks = Fit['checks'];
type SharedRow = OrderRowFragment & OrderSharesFragment;
type Lost =
  | { kind: 'taken'; name: string; at: string }
  | { kind: 'unfit'; message: string; checks: Checks }
  | { kind: 'other'; message: string };

export function FitAndClaim({ order }: { order: SharedRow }) {
  return (
    <Ask query={FIT} variables={{ id: order.id }} rows={2}>
      {(data) => (data.order?.fit ? <FitBody order={order} fit={data.order.fit} /> : null)}
    </Ask>
  );
}

function FitBody({ order, fit }: { order: SharedRow; fit: Fit }) {
  const [open, setOpen] = useState(false);
  const taken = order.claimedBy;
  const claimable = order.state === 'open' && order.isClaimable;
  return (
    <>
      <section className="section" aria-label="是否合适">
        <h2>{fit.mayClaim || claimable ? '与贵单位是否合适' : '现在不能接单'}</h2>
        {taken && order.state !== 'open' ? (
          <Note tone="info">已由 {taken.name} 接单。若接单失效或被退回，会重新开放。</Note>
        ) : null}
        {order.state === 'open' && !order.isClaimable ? <Note tone="info">接单截止时间已过。</Note> : null}
        {fit.mayClaim ? (
          <>
            <p className="why">{fit.sentence}</p>
            <details className="why-more">
              <summary>为什么推荐给贵单位</summary>
              <Parts parts={fit.parts} />
            </details>
          </>
        ) : claimable ? (
          <Note tone="decide">还差下面标 ✕ 的条件，补齐后就可以接单。</Note>
        ) : null}
        <CheckList checks={fit.checks} offerId={claimable ? (fit.offerId ?? null) : undefined} />
        <ClaimSheet order={order} open={open} onClose={() => setOpen(false)} />
      </section>
      {claimable && fit.mayClaim ? (
        <StickyAction>
          <Button kind="primary" onClick={() => setOpen(true)}>
            我要接单
          </Button>
        </StickyAction>
      ) : null}
    </>
  );
}

function ClaimSheet({ order, open, onClose }: { order: SharedRow; open: boolean; onClose: () => void }) {
  const claim = useAction(CLAIM);
  const navigate = useNavigate();
  const say = useToast();
  const [lost, setLost] = useState<Lost | null>(null);
  const [portions, setPortions] = useState<Readonly<Record<number, string>>>({});
  const onClaim = async () => {
    setLost(null);
    const answer = await claim.run({ orderId: order.id, portions: portionsOf(order, portions) });
    if (answer === null) return;
    if (answer.__typename === 'Claim') {
      onClose();
      say(`已接单，等待${order.station.name}确认。`);
      void navigate({ to: '/claims/$id', params: { id: answer.id } });
    } else if (answer.__typename === 'AlreadyClaimed')
      setLost({ kind: 'taken', name: answer.organizationName, at: answer.claimedAt });
    else if (answer.__typename === 'NotEligible')
      setLost({ kind: 'unfit', message: answer.message, checks: answer.checks.filter((check) => !check.passed) });
    else setLost({ kind: 'other', message: answer.message });
  };
  return (
    <Sheet
      open={open}
      onClose={() => {
        setLost(null);
        onClose();
      }}
      title={lost?.kind === 'taken' ? `已被 ${lost.name} 接单` : lost ? '没有接成' : '接下这个点单？'}
      foot={
        lost ? (
          <>
            <Link to="/market" className={buttonClass('primary')}>
              看看其他点单
            </Link>
            <Button onClick={onClose}>留在本页</Button>
          </>
        ) : (
          <>
            <Button kind="primary" busy={claim.busy} busyWord="接单中…" onClick={() => void onClaim()}>
              确认接单
            </Button>
            <Button onClick={onClose}>再想想</Button>
          </>
        )
      }
    >
      {lost === null ? (
        <>
          <OrderSentence order={order} />
          <PortionFields order={order} value={portions} onChange={setPortions} />
          <p className="hint">
            接单后由 {order.station.name} 在 2
            个工作日内确认。确认前您可以撤回；确认后由贵单位起草结对协议，双方签字生效。
          </p>
          <FaultNote fault={claim.fault} safe="还没有接成，也不会重复接单。" />
        </>
      ) : null}
      {lost?.kind === 'taken' ? (
        <p role="alert">
          {lost.name} 已于 {momentWords(lost.at)} 接单，比您早一步。若其接单失效或被退回，点单会重新开放。
        </p>
      ) : null}
      {lost?.kind === 'unfit' ? (
        <div role="alert">
          <p>{lost.message}</p>
          <CheckList checks={lost.checks} />
        </div>
      ) : null}
      {lost?.kind === 'other' ? <p role="alert">{lost.message}</p> : null}
    </Sheet>
  );
}
