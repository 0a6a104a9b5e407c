/** An order as one sentence: who asks whom, for whom, for what, when. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import type { OrderRowFragment } from '../../gql/graphql.ts';
import { shortWords, windowWords } from '../../kit/format.ts';
import { Sentence } from '../../kit/Parts.tsx';

/** 西关街道社工站 请 心连心爱心协会 为 近 35 人（独居老人）提供 探访关爱。 */
export function OrderSentence({ order }: { order: OrderRowFragment }) {
  return (
    <Sentence>
      <b>{order.station.name}</b> 请 <b>{order.claimedBy?.name ?? '社会组织'}</b> 为 <b>{order.headcount?.text}</b>
      {order.targetGroups.length > 0
        ? `（${order.targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、')}）`
        : ''}
      提供 <b>{order.serviceType ? shortWords(serviceTypeWords(order.serviceType)) : '服务'}</b>
      {order.windowFrom && order.windowTo ? `，${windowWords(order.windowFrom, order.windowTo)}` : ''}。
    </Sentence>
  );
}
