/** 各乡镇（街道）: of what was asked, how much would be served, as bars on one scale, so that whoever is left behind is seen. */
import { URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import type { Preview } from './use-round.ts';

type Plan = Preview['plan'];

export function Townships({ plan }: { plan: Plan }) {
  const rows = [...plan.townships].sort(
    (a, b) => b.orders - b.served - (a.orders - a.served) || b.orders - a.orders || order(a, b),
  );
  const most = Math.max(1, ...rows.map(({ orders }) => orders));
  const behind = rows.filter(({ orders, served }) => served < orders).length;
  return (
    <>
      <p className="match__lead">
        {rows.length} 个乡镇（街道）有点单，
        {behind === 0 ? '都可以全部服务。' : `其中 ${behind} 个不能全部服务，排在前面。`}
        {plan.tiers
          .filter(({ orders }) => 0 < orders)
          .map(({ urgency, orders, served }) => `${URGENCY_WORDS[urgency]} ${orders} 单可服务 ${served} 单`)
          .join('，')}
        。
      </p>
      <table className="towns">
        <caption className="only-spoken">各乡镇（街道）可服务的点单</caption>
        <thead>
          <tr>
            <th scope="col">乡镇（街道）</th>
            <th scope="col">
              <span className="towns__key">
                <i className="towns__served" />
                可服务
              </span>
              <span className="towns__key">
                <i className="towns__left" />
                暂无人接
              </span>
            </th>
            <th scope="col" className="towns__figure">
              点单（个）
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ township, orders, served }) => (
            <tr key={township.code}>
              <th scope="row">{township.name}</th>
              <td>
                <Asked orders={orders} served={served} most={most} />
              </td>
              <td className="towns__figure">
                {orders} 个中 <b>{served}</b> 个
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const order = (a: Plan['townships'][number], b: Plan['townships'][number]) =>
  a.township.code.localeCompare(b.township.code);

/** One bar: as long as what was asked, filled as far as it is served. The words beside it say the same. */
function Asked({ orders, served, most }: { orders: number; served: number; most: number }) {
  const long = (count: number) => Math.round((count / most) * 1_000);
  return (
    <svg className="towns__bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="towns__left" width={long(orders)} height="10" />
      <rect className="towns__served" width={long(served)} height="10" />
    </svg>
  );
}
