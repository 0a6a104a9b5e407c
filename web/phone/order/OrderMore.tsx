/** What a station may do beside the one step of its order: once more, keep as a template, change what may change, end the series. */
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderMoreFragment } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { COPY } from './Begin.tsx';

export const ORDER_MORE = graphql(/* GraphQL */ `
  fragment OrderMore on Order {
    id
    version
    state
    description
    place
    windowFrom
    windowTo
    claimableUntil
    budgetCapFen
    headcount {
      value
      qualifier
      unit
    }
    revisable
    seriesSeq
    series {
      id
      version
      words
      times
    }
  }
`);
const ReviseSheet = lazy(async () => ({ default: (await import('./ReviseSheet.tsx')).ReviseSheet }));
const TemplateSheet = lazy(async () => ({ default: (await import('./TemplateSheet.tsx')).TemplateSheet }));
const EndSeriesSheet = lazy(async () => ({ default: (await import('./EndSeriesSheet.tsx')).EndSeriesSheet }));

/** What each sheet is given. */
export interface MoreSheetProps {
  order: OrderMoreFragment;
  onClose: () => void;
  onDone: () => void;
}

export function OrderMore({ order, onChanged }: { order: OrderMoreFragment; onChanged: () => void }) {
  const copy = useAction(COPY);
  const navigate = useNavigate();
  const [sheet, setSheet] = useState<'revise' | 'template' | 'series' | null>(null);
  const again = async () => {
    const answer = await copy.run({ orderId: order.id });
    if (answer?.__typename === 'Order')
      void navigate({ to: '/orders/$id/edit', params: { id: answer.id }, search: { step: 1 } });
  };
  const close = () => setSheet(null);
  const done = () => {
    close();
    onChanged();
  };
  return (
    <section className="section" aria-label="其他办理">
      {order.series ? (
        <p className="hint">
          系列点单第 {order.seriesSeq} 次：{order.series.words}
        </p>
      ) : null}
      <div className="actions">
        {order.revisable.length > 0 ? <Button onClick={() => setSheet('revise')}>修改点单</Button> : null}
        <Button busy={copy.busy} busyWord="正在填单…" onClick={() => void again()}>
          再来一单
        </Button>
        <Link to="/history" search={{ of: order.id }} className={buttonClass('plain')}>
          变化经过
        </Link>
        <Button kind="plain" onClick={() => setSheet('template')}>
          存为模板
        </Button>
        {order.series && order.state !== 'completed' ? (
          <Button kind="plain" onClick={() => setSheet('series')}>
            取消本次及之后全部
          </Button>
        ) : null}
      </div>
      <FaultNote fault={copy.fault} safe="" />
      <Suspense fallback={null}>
        {sheet === 'revise' ? <ReviseSheet order={order} onClose={close} onDone={done} /> : null}
        {sheet === 'template' ? <TemplateSheet order={order} onClose={close} onDone={done} /> : null}
        {sheet === 'series' ? <EndSeriesSheet order={order} onClose={close} onDone={done} /> : null}
      </Suspense>
    </section>
  );
}
