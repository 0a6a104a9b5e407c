/** 撤销点单: quiet, at the end of the page, and with a coded reason that the others will read. */
import type { CancelReason } from '@jiedui/shared/order/cancel-reason.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';

const CANCEL = graphql(/* GraphQL */ `
  mutation CancelOrder($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      ... on Order {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function CancelOrder({ id, version }: { id: string; version: number }) {
  const [open, setOpen] = useState(false);
  const cancel = useAction(CANCEL);
  const say = useToast();
  const [code, setCode] = useState<CancelReason | ''>('');
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    if (code === '') return setProblem('请选择原因');
    setProblem(undefined);
    const answer = await cancel.run({ orderId: id, expectedVersion: version, reasonCode: code, reason: words });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    setOpen(false);
    say('点单已撤销，有关组织会收到通知。');
  };
  return (
    <>
      <div>
        <Button kind="plain" onClick={() => setOpen(true)}>
          撤销点单
        </Button>
      </div>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="撤销这个点单"
        foot={
          <>
            <Button kind="primary" busy={cancel.busy} busyWord="正在办理…" onClick={() => void send()}>
              撤销点单
            </Button>
            <Button onClick={() => setOpen(false)}>先不办</Button>
          </>
        }
      >
        <p>撤销后不再开放接单；已经接单的组织会收到通知和原因。</p>
        <ReasonChoice code={code} words={words} onCode={setCode} onWords={setWords} problem={problem} />
        <FaultNote fault={cancel.fault} />
      </Sheet>
    </>
  );
}
