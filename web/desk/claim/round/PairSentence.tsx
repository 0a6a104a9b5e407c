/** A proposed pair as a sentence: 西关街道社工站 请 心连心爱心协会 为 近 35 人 提供 探访关爱，12月1日 至 12月8日。 */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { shortWords, windowWords } from '../../../kit/format.ts';

interface PairSentenceProps {
  order: {
    readonly serviceType?: string | null | undefined;
    readonly windowFrom?: string | null | undefined;
    readonly windowTo?: string | null | undefined;
    readonly headcount?: { readonly text: string } | null | undefined;
    readonly station: { readonly name: string };
  };
  organization: { readonly name: string };
}

export function PairSentence({ order, organization }: PairSentenceProps) {
  return (
    <span>
      <b>{order.station.name}</b> 请 <b>{organization.name}</b>
      {order.headcount ? ` 为 ${order.headcount.text}` : ''}
      {order.serviceType ? `提供${shortWords(serviceTypeWords(order.serviceType))}` : '服务'}
      {order.windowFrom && order.windowTo ? (
        <span className="pair__when"> · {windowWords(order.windowFrom, order.windowTo)}</span>
      ) : null}
    </span>
  );
}
