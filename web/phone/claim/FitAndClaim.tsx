/** 我要接单: whether this organization may, why it fits, and the one press that may lose a race. */
import { CHECK_WORDS, type CheckCode } from '@jiedui/shared/matching/check.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderRowFragment, PhoneFitQuery } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { OrderSentence } from '../order/OrderSentence.tsx';
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
        score
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
type Lost =
  | { kind: 'taken'; name: string; at: string }
  | { kind: 'unfit'; message: string; checks: Checks }
  | { kind: 'other'; message: string };

export function FitAndClaim({ order }: { order: OrderRowFragment }) {
  return (
    <Ask query={FIT} variables={{ id: order.id }} rows={2}>
      {(data) => (data.order?.fit ? <FitBody order={order} fit={data.order.fit} /> : null)}
    </Ask>
  );
}

function FitBody({ order, fit }: { order: OrderRowFragment; fit: Fit }) {
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
        {fit.sentence ? <p className="why">{fit.sentence}</p> : null}
        <CheckList checks={fit.checks} />
        {claimable && !fit.mayClaim ? (
          <Note tone="decide">
            条件未全部符合，暂不能接单。按上面的办法补齐后可以接单。
            <div className="actions">
              <Link to="/offers" className={buttonClass()}>
                查看我的供给
              </Link>
            </div>
          </Note>
        ) : null}
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

/** Every hard condition, met or not; a failed one says what would change it. */
export function CheckList({ checks }: { checks: Checks }) {
  return (
    <ul className="checks">
      {[...checks]
        .sort((a, b) => Number(a.passed) - Number(b.passed))
        .map((check) => (
          <li key={check.code} className={check.passed ? 'checks__one' : 'checks__one checks__one--no'}>
            <span className="checks__word">
              {check.passed ? '✓' : '✕'}
              <span className="only-spoken">{check.passed ? '符合' : '不符合'}</span>{' '}
              {CHECK_WORDS[check.code as CheckCode] ?? ''}
            </span>
            <span>
              {check.reason}
              {!check.passed && check.remedy ? <span className="checks__remedy">{check.remedy}</span> : null}
            </span>
          </li>
        ))}
    </ul>
  );
}

function ClaimSheet({ order, open, onClose }: { order: OrderRowFragment; open: boolean; onClose: () => void }) {
  const claim = useAction(CLAIM);
  const navigate = useNavigate();
  const say = useToast();
  const [lost, setLost] = useState<Lost | null>(null);
  const onClaim = async () => {
    setLost(null);
    const answer = await claim.run({ orderId: order.id });
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
