/** Approving the green lines in one go: first the list of what it will do, then each line for itself. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DecideDispatchLine } from './dispatch.documents.ts';
import type { RoundLine } from './round.ts';

export function ApproveGreens({
  open,
  greens,
  onClose,
}: {
  open: boolean;
  greens: readonly RoundLine[];
  onClose: () => void;
}) {
  const decide = useAction(DecideDispatchLine);
  const say = useToast();
  const [done, setDone] = useState<number | null>(null);
  const [left, setLeft] = useState<readonly string[]>([]);
  const close = () => {
    if (done !== null) return;
    setLeft([]);
    onClose();
  };
  const press = async () => {
    const lines = [...greens];
    const failed: string[] = [];
    for (const [index, line] of lines.entries()) {
      setDone(index);
      const answer = await decide.run({
        lineId: line.id,
        expectedVersion: line.version,
        decision: 'approve',
        note: line.note,
      });
      if (answer?.__typename !== 'DispatchLine')
        failed.push(`${line.station.name}：${answer?.message ?? '网络没有连上，没有记下'}`);
    }
    setDone(null);
    setLeft(failed);
    if (failed.length === 0) {
      say(`已同意绿灯 ${lines.length} 条，签发前都可撤销。`);
      onClose();
    }
  };
  return (
    <Sheet
      open={open}
      title={`同意 ${greens.length} 条绿灯`}
      onClose={close}
      foot={
        <>
          <Button
            kind="primary"
            onClick={press}
            busy={done !== null}
            busyWord={`正在记下 ${(done ?? 0) + 1}/${greens.length}…`}
          >
            同意这 {greens.length} 条
          </Button>
          <Button onClick={close}>先不批量</Button>
        </>
      }
    >
      <p>以下各条记为“同意”。签发以前，每一条都可以单独撤销。</p>
      <ul className="will">
        {greens.map((line) => (
          <li key={line.id}>
            <b>{line.station.name}</b> 与 {line.organization.name}
            <small>{line.lightReason}</small>
          </li>
        ))}
      </ul>
      {left.length === 0 ? null : (
        <div role="alert">
          <Note tone="late">
            其余已记下，这 {left.length} 条没有记下：{left.join('；')}
          </Note>
        </div>
      )}
    </Sheet>
  );
}
