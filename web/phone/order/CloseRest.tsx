/** 不再征集: the station has enough; what nobody took of a shared order is not sought any more. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const CLOSE = graphql(/* GraphQL */ `
  mutation CloseOrderRest($input: CloseOrderRestInput!) {
    closeOrderRest(input: $input) {
      ... on Order {
        id
        version
        state
        isClaimable
        claimableUntil
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

interface CloseRestProps {
  id: string;
  version: number;
  /** What is left, as people read it: `助浴还差 12 人`. */
  left: string;
  onChanged: () => void;
}

export function CloseRest({ id, version, left, onChanged }: CloseRestProps) {
  const close = useAction(CLOSE);
  const say = useToast();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const answer = await close.run({ orderId: id, expectedVersion: version });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    setOpen(false);
    say('已不再征集，由已承接的组织继续办理。');
    onChanged();
  };
  return (
    <>
      <div>
        <Button onClick={() => setOpen(true)}>不再征集余下部分</Button>
      </div>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="不再征集余下部分？"
        foot={
          <>
            <Button kind="primary" busy={close.busy} busyWord="正在办理…" onClick={() => void send()}>
              不再征集
            </Button>
            <Button onClick={() => setOpen(false)}>继续征集</Button>
          </>
        }
      >
        <p>现在{left}。不再征集后，其他组织不能再接余下部分；已承接的照常办理，全部完成后点单办结。</p>
        {problem ? <Note tone="late">{problem}</Note> : null}
        <FaultNote fault={close.fault} safe="还在征集。" />
      </Sheet>
    </>
  );
}
