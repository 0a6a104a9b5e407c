/** 取消本次及之后全部: the rest of a series, with one coded reason. */
import type { CancelReason } from '@jiedui/shared/order/cancel-reason.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { MoreSheetProps } from './OrderMore.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';

const CANCEL_SERIES = graphql(/* GraphQL */ `
  mutation CancelOrderSeries($input: CancelSeriesInput!) {
    cancelOrderSeries(input: $input) {
      ... on OrderSeries {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
export function EndSeriesSheet({ order, onClose, onDone }: MoreSheetProps) {
  const cancel = useAction(CANCEL_SERIES);
  const say = useToast();
  const [code, setCode] = useState<CancelReason | ''>('');
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    if (code === '') return setProblem('请选择原因');
    const answer = await cancel.run({
      seriesId: order.series?.id ?? '',
      expectedVersion: order.series?.version ?? 0,
      fromSeq: order.seriesSeq ?? 1,
      reasonCode: code,
      reason: words,
    });
    if (answer === null) return;
    if (answer.__typename !== 'OrderSeries') return setProblem(answer.message);
    say('本次及之后未开展的点单已取消。');
    onDone();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="取消本次及之后全部"
      foot={
        <>
          <Button kind="primary" busy={cancel.busy} busyWord="正在办理…" onClick={() => void send()}>
            取消这些点单
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <p>已确认、服务中和已完成的不受影响；其余从第 {order.seriesSeq} 次起全部取消。</p>
      <ReasonChoice code={code} words={words} onCode={setCode} onWords={setWords} problem={problem} />
      <FaultNote fault={cancel.fault} />
    </Sheet>
  );
}
