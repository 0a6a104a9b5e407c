/** One order at the side of the ledger: the facts, whose turn it is, whom the matching recommends and whom it does not. */
import { InviteFromOrder, ReleaseClaim } from '../pages/OrderActs.tsx';
import { NEED_TYPE_WORDS, ORDER_LEG_WORDS, ORDER_MODE_WORDS, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { TARGET_GROUP_WORDS, type TargetGroup } from '@jiedui/shared/taxonomy/target-groups.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { deadlineWords, momentWords, windowWords } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import { Timeline } from '../../kit/Timeline.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Side } from '../shell/Side.tsx';
import { OrderTag } from './OrderTag.tsx';
import { DeskOrder } from './orders.documents.ts';
import { MembersPart, SharesPart } from './SharesPart.tsx';
import { SaveAsTemplate } from './Templates.tsx';
import { RecommendationPart } from './RecommendationPart.tsx';
import { WayLink } from '../shell/way.tsx';

export type OrderInFull = NonNullable<ResultOf<typeof DeskOrder>['order']>;

export function OrderSheet({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const [{ data, error, fetching }, again] = useQuery({
    query: DeskOrder,
    variables: { id: id ?? '' },
    pause: id === undefined,
  });
  const order = data?.order && data.order.id === id ? data.order : undefined;
  return (
    <Side open={id !== undefined} onClose={onClose} title={order?.title ?? '点单'}>
      {id === undefined ? null : data?.order === null && !fetching ? (
        <Empty title="没有找到这件点单">可能已不在您的查看范围。请回到台账查看。</Empty>
      ) : (
        <Answer data={order} error={error} onRetry={() => again({ requestPolicy: 'network-only' })}>
          {(found) => <OrderParts order={found} />}
        </Answer>
      )}
    </Side>
  );
}

function OrderParts({ order }: { order: OrderInFull }) {
  return (
    <div className="side__parts">
      <section>
        <p className="side__sentence">
          <b>{order.station.name}</b> 请社会组织为 <b>{order.headcount?.text ?? '若干人'}</b> 服务
          {order.claimedBy ? (
            <>
              ，由 <b>{order.claimedBy.name}</b> 承接
            </>
          ) : null}
          。 <OrderTag order={order} />
        </p>
        {order.description ? <p className="prose">{order.description}</p> : null}
        {order.cancelReason ? <p className="prose">撤销原因：{order.cancelReason}</p> : null}
        <Facts
          facts={[
            ['编号', order.number],
            ['服务类型', order.serviceType ? serviceTypeWords(order.serviceType) : null],
            [
              '服务对象',
              order.targetGroups.map((group) => TARGET_GROUP_WORDS[group as TargetGroup] ?? group).join('、'),
            ],
            ['地点', placeWords(order)],
            ['服务时间', order.windowFrom && order.windowTo ? windowWords(order.windowFrom, order.windowTo) : null],
            ['接单截止', order.claimableUntil ? deadlineWords(order.claimableUntil) : null],
            ['缓急', order.urgency ? URGENCY_WORDS[order.urgency] : null],
            [
              '方式',
              [order.mode ? ORDER_MODE_WORDS[order.mode] : null, order.leg ? ORDER_LEG_WORDS[order.leg] : null]
                .filter(Boolean)
                .join(' · '),
            ],
            ['需求来源', order.needType ? NEED_TYPE_WORDS[order.needType] : null],
            [
              '来自需求',
              order.needs.length === 0 ? null : order.needs.map(({ number, title }) => `${number} ${title}`).join('；'),
            ],
            ['接单', order.claim ? <ClaimWords claim={order.claim} /> : null],
            [
              '结对协议',
              order.pairing?.agreement ? (
                <WayLink to="/pairings" search={{ pairing: order.pairing.id }}>
                  {order.pairing.agreement.number}
                </WayLink>
              ) : null,
            ],
            ['服务记录', order.sessions.length === 0 ? null : <SessionLinks sessions={order.sessions} />],
          ]}
        />
      </section>
      {order.state === 'open' && order.isClaimable ? <InviteFromOrder orderId={order.id} /> : null}
      {order.state === 'confirmed' && order.claim ? <ReleaseClaim claim={order.claim} /> : null}
      <SharesPart order={order} />
      <MembersPart order={order} />
      <section>
        <h2 className="side__title">办理过程</h2>
        <Timeline entries={order.timeline} />
      </section>
      <RecommendationPart recommendation={order.recommendation} claimedById={order.claimedBy?.id} />
      <SaveAsTemplate orderId={order.id} />
    </div>
  );
}

/** The place with its township and county, each said once. */
function placeWords({ place, station }: OrderInFull): string {
  return [station.county.name, station.region.name, place]
    .filter((name, index, all) => index === 2 || !all[2]?.includes(name))
    .join(' ');
}

function ClaimWords({ claim }: { claim: NonNullable<OrderInFull['claim']> }) {
  return (
    <>
      {claim.organization.name}，{momentWords(claim.claimedAt)} 接单
      {claim.state === 'pending' ? `（社工站须于 ${deadlineWords(claim.confirmUntil)}确认）` : ''}
      {claim.state === 'confirmed' && claim.startUntil && !claim.startedAt
        ? `（须于 ${deadlineWords(claim.startUntil)}安排首场服务${claim.extendedAt ? '，已延期一次' : ''}）`
        : ''}
    </>
  );
}

function SessionLinks({ sessions }: { sessions: OrderInFull['sessions'] }) {
  return (
    <ul>
      {sessions.map((session) => (
        <li key={session.id}>
          <WayLink to="/sessions/$id" params={{ id: session.id }}>
            {session.title}
          </WayLink>
        </li>
      ))}
    </ul>
  );
}
