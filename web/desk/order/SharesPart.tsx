/** Of an order that several share: what it asks, who took what of it, how far each is, and what is left. */
import { COMMITMENT_WORDS, SERVICE_STATUS_WORDS } from '@jiedui/shared/order/commitment.ts';
import { MEMBER_ANSWER_WORDS } from '@jiedui/shared/order/joint-stations.ts';
import { SHARING_WORDS } from '@jiedui/shared/order/sharing.ts';
import { UNIT_WORDS } from '@jiedui/shared/quantity.ts';
import { momentWords } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import type { OrderInFull } from './OrderSheet.tsx';

export function SharesPart({ order }: { order: OrderInFull }) {
  if (order.sharing === 'exclusive' && order.lines.length === 0) return null;
  return (
    <section>
      <h2 className="side__title">承接情况</h2>
      <Facts
        facts={[
          ['承接方式', SHARING_WORDS[order.sharing] + (order.sharing === 'joint' ? `，${order.seats} 家` : '')],
          ['进度', `${COMMITMENT_WORDS[order.commitment]} · ${SERVICE_STATUS_WORDS[order.serviceStatus]}`],
          ['还差', order.leftWords || null],
          ...order.lines.map((line): [string, string] => [line.what, lineWords(order, line)]),
          ...order.takers.map((taker): [string, string] => [taker.organizationName, takerWords(taker)]),
        ]}
      />
    </section>
  );
}

/** 联合社工站: who takes part with what share, and who stays out and why. */
export function MembersPart({ order }: { order: OrderInFull }) {
  if (order.members.length === 0) return null;
  const unit = order.headcount ? UNIT_WORDS[order.headcount.unit] : '';
  return (
    <section>
      <h2 className="side__title">联合社工站</h2>
      <Facts
        facts={[
          [order.station.name, `牵头${order.leadShare === null ? '' : `，${order.leadShare} ${unit}`}`],
          ...order.members.map(({ stationName, share, answer, reason }): [string, string] => [
            stationName,
            `${MEMBER_ANSWER_WORDS[answer]}，${share} ${unit}${reason ? `（${reason}）` : ''}`,
          ]),
        ]}
      />
    </section>
  );
}

function lineWords({ sharing }: OrderInFull, { quantity, takers, left, note }: OrderInFull['lines'][number]): string {
  const unit = UNIT_WORDS[quantity.unit];
  const taken = takers.map(
    (each) => `${each.organizationName} ${each.value} ${unit}${each.isConfirmed ? '' : '（待确认）'}`,
  );
  const who = sharing === 'partial' ? `：${taken.length === 0 ? '尚无单位承接' : taken.join('、')}` : '';
  const rest = sharing === 'partial' && 0 < left ? `，还差 ${left} ${unit}` : '';
  return `${quantity.text}${who}${rest}${note ? `（${note}）` : ''}`;
}

function takerWords({ claimedAt, isConfirmed, deliveredAt }: OrderInFull['takers'][number]): string {
  if (deliveredAt) return `${momentWords(deliveredAt)} 完成所承接部分`;
  return `${momentWords(claimedAt)} 接单，${isConfirmed ? '已确认，服务中' : '待社工站确认'}`;
}
