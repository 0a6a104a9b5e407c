/** 撤销点单: quiet, at the end of the page, and with a reason that the others will read. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { ReasonSheet } from '../shell/ReasonSheet.tsx';

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
  return (
    <>
      <div>
        <Button kind="plain" onClick={() => setOpen(true)}>
          撤销点单
        </Button>
      </div>
      <ReasonSheet
        open={open}
        onClose={() => setOpen(false)}
        title="撤销这个点单"
        explain="撤销后不再开放接单；已经接单的组织会收到通知和您写的原因。"
        verb="撤销点单"
        busy={cancel.busy}
        fault={cancel.fault}
        onReason={async (reason) => {
          const answer = await cancel.run({ orderId: id, expectedVersion: version, reason });
          if (answer === null) return null;
          if (answer.__typename !== 'Order') return answer.message;
          setOpen(false);
          say('点单已撤销，有关组织会收到通知。');
          return null;
        }}
      />
    </>
  );
}
