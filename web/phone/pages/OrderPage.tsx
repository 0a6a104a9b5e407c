/** One order: what is asked, whose turn it is, and the one thing that may be done now. */
import { Link, useParams } from '@tanstack/react-router';
import { localDate } from '@jiedui/shared/calendar.ts';
import { openingWords, openToWords } from '@jiedui/shared/matching/first-refusal.ts';
import { NEED_TYPE_WORDS, ORDER_LEG_WORDS, ORDER_MODE_WORDS, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { fenWords } from '@jiedui/shared/money.ts';
import { qualificationWords } from '@jiedui/shared/organization/qualification.ts';
import { lazy, Suspense } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { OrderPageFragment } from '../../gql/graphql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty, Loading } from '../../kit/Blank.tsx';
import { deadlineWords, todayInShanghai } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Timeline } from '../../kit/Timeline.tsx';
import { SharesTaken } from '../claim/SharePart.tsx';
import { InvitedNote } from '../claim/InvitedNote.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide, useViewer } from '../shell/viewer.ts';
import { OrderNeeds } from '../order/OrderNeeds.tsx';
import { OrderSentence } from '../order/OrderSentence.tsx';
import { orderTag } from '../order/state.ts';
import { OrderSessions } from '../service/OrderSessions.tsx';

/** Each side and each state asks for one or two of these. */
const ApprovalPart = lazy(async () => ({ default: (await import('../order/ApprovalPart.tsx')).ApprovalPart }));
const DecideClaim = lazy(async () => ({ default: (await import('../claim/DecideClaim.tsx')).DecideClaim }));
const FitAndClaim = lazy(async () => ({ default: (await import('../claim/FitAndClaim.tsx')).FitAndClaim }));
const HeldClaim = lazy(async () => ({ default: (await import('./HeldClaim.tsx')).HeldClaim }));
const TakeoverPart = lazy(async () => ({ default: (await import('../claim/TakeoverPart.tsx')).TakeoverPart }));
const AskTakeover = lazy(async () => ({ default: (await import('../claim/TakeoverPart.tsx')).AskTakeover }));
const MenuAnswer = lazy(async () => ({ default: (await import('../claim/MenuAnswer.tsx')).MenuAnswer }));

const JointAnswer = lazy(async () => ({ default: (await import('../order/JointAnswer.tsx')).JointAnswer }));
const CloseRest = lazy(async () => ({ default: (await import('../order/CloseRest.tsx')).CloseRest }));

/** These come below what is looked at first. */
const QuestionsPart = lazy(async () => ({ default: (await import('../order/QuestionsPart.tsx')).QuestionsPart }));
const MeetingPart = lazy(async () => ({ default: (await import('../order/MeetingPart.tsx')).MeetingPart }));
const OrderMore = lazy(async () => ({ default: (await import('../order/OrderMore.tsx')).OrderMore }));
const CancelOrder = lazy(async () => ({ default: (await import('../order/CancelOrder.tsx')).CancelOrder }));

/** Only a station with an open order asks for it. */
const Recommendation = lazy(async () => ({
  default: (await import('../matching/Recommendation.tsx')).Recommendation,
}));

export const ORDER_PAGE = graphql(/* GraphQL */ `
  fragment OrderPage on Order {
    ...OrderRow
    ...OrderShares
    ...OrderNeeds
    ...JointAnswer
    ...ApprovalPart
    ...QuestionsPart
    ...OrderMore
    ...MeetingPart
    description
    needType
    mode
    leg
    requiredQualifications
    budgetCapFen
    postedAt
    cancelReason
    station {
      id
      name
      county {
        code
        name
      }
    }
    claim {
      ...ClaimFacts
    }
    claims {
      ...ClaimFacts
    }
    invitation {
      ...InvitationFacts
    }
    takeover {
      ...TakeoverFacts
    }
    opening {
      countyOn
      allOn
    }
    pairings {
      id
      agreement {
        id
        number
        state
      }
    }
    timeline {
      at
      who
      what
      kind
      dueAt
    }
    sessions {
      id
      number
      title
      state
      startedAt
    }
  }
`);

const ORDER = graphql(/* GraphQL */ `
  query PhoneOrder($id: ID!) {
    order(id: $id) {
      ...OrderPage
    }
  }
`);

export type PhoneOrder = OrderPageFragment;

export function OrderPage() {
  const { id } = useParams({ from: '/shell/orders/$id' });
  return (
    <Ask query={ORDER} variables={{ id }} rows={5}>
      {({ order }) => (order ? <OrderBody order={order} /> : <NoOrder />)}
    </Ask>
  );
}

export function NoOrder() {
  return (
    <Empty
      title="没有找到这个点单"
      action={
        <Link to="/" className={buttonClass()}>
          回到待办
        </Link>
      }
    >
      可能已撤销，或不在您的查看范围。
    </Empty>
  );
}

export function OrderBody({ order }: { order: PhoneOrder }) {
  const side = useSide();
  const viewer = useViewer();
  const client = useClient();
  // What was asked, answered or changed is on this page: it is read anew.
  const onChanged = () => void client.query(ORDER, { id: order.id }, { requestPolicy: 'network-only' }).toPromise();
  const own = side === 'station' && viewer.station?.id === order.station.id;
  const held =
    order.claim !== null && order.claim !== undefined && viewer.organization?.id === order.claim.organization.id;
  return (
    <Page
      title={order.title}
      back={
        side === 'station'
          ? { to: '/orders', word: '点单' }
          : held
            ? { to: '/claims', word: '接单' }
            : { to: '/market', word: '供需广场' }
      }
      over={
        <>
          <StateTag {...orderTag(order)} />
          <span className="number">{order.number}</span>
        </>
      }
      aside={
        <section className="section">
          <h2>办理经过</h2>
          <Timeline entries={order.timeline} />
        </section>
      }
    >
      <OrderSentence order={order} />
      {order.invitation && order.state === 'open' ? (
        <InvitedNote
          invitation={order.invitation}
          asked={viewer.organization?.id === order.invitation.organization.id}
        />
      ) : null}
      <Suspense fallback={<Loading rows={2} />}>
        {own
          ? order.claims
              .filter(({ state, awaits }) => state === 'pending' && awaits === 'station')
              .map((claim) => <DecideClaim key={claim.id} claim={claim} orderId={order.id} />)
          : null}
        {own && order.claim?.state === 'pending' && order.claim.awaits === 'organization' ? (
          <Note tone="info">
            已请{order.claim.organization.name}承接，等待答复，{deadlineWords(order.claim.confirmUntil)}
            。谢绝或逾期的，点单向所有组织开放。
          </Note>
        ) : null}
        {held && order.claim?.state === 'pending' && order.claim.awaits === 'organization' ? (
          <MenuAnswer claim={order.claim} stationName={order.station.name} />
        ) : held && order.claim ? (
          <HeldClaim claim={order.claim} orderId={order.id} completed={order.state === 'completed'} />
        ) : null}
        {own ? <ApprovalPart order={order} /> : null}
      </Suspense>
      {0 < order.members.length ? (
        <Suspense fallback={null}>
          <JointAnswer
            order={order}
            leadName={order.station.name}
            stationId={viewer.station?.id ?? null}
            onChanged={onChanged}
          />
        </Suspense>
      ) : null}
      <SharesTaken order={order} />
      {own && order.state === 'open' && order.commitment === 'partial' && order.isClaimable ? (
        <Suspense fallback={null}>
          <CloseRest id={order.id} version={order.version} left={order.leftWords} onChanged={onChanged} />
        </Suspense>
      ) : null}
      {order.takeover ? (
        <Suspense fallback={null}>
          <TakeoverPart takeover={order.takeover} />
        </Suspense>
      ) : null}
      <OrderFacts order={order} />
      {order.state === 'cancelled' && order.cancelReason ? <Note>撤销原因：{order.cancelReason}</Note> : null}
      {own ? <OrderNeeds order={order} /> : null}
      <Suspense fallback={null}>
        {order.state === 'confirmed' ? <MeetingPart order={order} may={own || held} onChanged={onChanged} /> : null}
        <QuestionsPart order={order} onChanged={onChanged} />
      </Suspense>
      <OrderSessions sessions={order.sessions} />
      <Suspense fallback={<Loading rows={2} />}>
        {own && order.state === 'open' ? <Recommendation orderId={order.id} /> : null}
        {side === 'organization' && !held && order.state !== 'completed' && order.state !== 'cancelled' ? (
          <FitAndClaim order={order} />
        ) : null}
        {side === 'organization' &&
        !held &&
        order.state === 'confirmed' &&
        order.claimedBy &&
        !waits(order.takeover) ? (
          <AskTakeover orderId={order.id} holderName={order.claimedBy.name} />
        ) : null}
      </Suspense>
      {own && order.state !== 'draft' ? (
        <Suspense fallback={null}>
          <OrderMore order={order} onChanged={onChanged} />
        </Suspense>
      ) : null}
      {own && ['submitted', 'returned', 'open', 'claimed', 'confirmed'].includes(order.state) ? (
        <Suspense fallback={null}>
          <CancelOrder id={order.id} version={order.version} />
        </Suspense>
      ) : null}
    </Page>
  );
}

/** A request that somebody still has to answer. */
const waits = (takeover: PhoneOrder['takeover']) => takeover?.state === 'asked' || takeover?.state === 'agreed';

/** `现由结对组织优先接单；2026年11月28日 星期六 0:00 起向同县区组织开放；…`, shown to all while turns are to come. */
function openingOf({ opening, state }: PhoneOrder): string | null {
  if (!opening || state !== 'open') return null;
  const dates = { countyOn: localDate(opening.countyOn), allOn: localDate(opening.allOn) };
  const today = todayInShanghai();
  const turns = openingWords(dates, today);
  return turns.length === 0 ? null : [openToWords(dates, today), ...turns].join('；');
}

function OrderFacts({ order }: { order: PhoneOrder }) {
  return (
    <Facts
      facts={[
        ['地点', order.place],
        ['县区', order.station.county.name],
        [
          '需要',
          [order.leg ? ORDER_LEG_WORDS[order.leg] : null, order.mode ? ORDER_MODE_WORDS[order.mode] : null]
            .filter(Boolean)
            .join(' · '),
        ],
        ['来源', order.needType ? NEED_TYPE_WORDS[order.needType] : null],
        ['紧急程度', order.urgency ? URGENCY_WORDS[order.urgency] : null],
        ['要求的资质', order.requiredQualifications.map(qualificationWords).join('、')],
        [
          '费用上限',
          order.budgetCapFen === null || order.budgetCapFen === undefined
            ? null
            : `每场 ${fenWords(order.budgetCapFen)}`,
        ],
        ['开放次序', openingOf(order)],
        ['接单截止', order.claimableUntil ? deadlineWords(order.claimableUntil) : null],
        [
          '协议',
          order.pairings.some(({ agreement }) => agreement)
            ? order.pairings.flatMap(({ agreement }) =>
                agreement
                  ? [
                      <Link key={agreement.id} to="/agreements/$id" params={{ id: agreement.id }}>
                        {agreement.number}{' '}
                      </Link>,
                    ]
                  : [],
              )
            : null,
        ],
        ['说明', order.description ? <span className="prose">{order.description}</span> : null],
      ]}
    />
  );
}
