/** 重新计算核对: the run computed anew from what was kept with it, and whether it comes out the same to the byte. */
import { useState } from 'react';
import { useClient } from 'urql';
import { Button } from '../../../kit/Button.tsx';
import { faultOf } from '../../../kit/fault.ts';
import { StateTag } from '../../../kit/StateTag.tsx';
import { DeskReplayRun } from './runs.documents.ts';

interface Said {
  readonly same: boolean | null;
  readonly words: string;
}

export function Replay({ id, name }: { id: string; name: string }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const press = async () => {
    setBusy(true);
    const { data, error } = await client.query(DeskReplayRun, { id }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const replay = data?.replayMatchingRun;
    if (replay) setSaid({ same: replay.same, words: replay.sentence });
    else {
      const fault = error ? faultOf(error) : null;
      setSaid({
        same: null,
        words: fault
          ? `${fault.title}，没有核对成。${fault.remedy}（代码 ${fault.code}）`
          : '没有找到这次匹配的原始数据，请联系维护人员。',
      });
    }
  };
  return (
    <div className="replay">
      <Button onClick={() => void press()} busy={busy} busyWord="正在重新计算…" aria-label={`重新计算核对：${name}`}>
        重新计算核对
      </Button>
      <p role="status">
        {said === null ? null : (
          <>
            {said.same === null ? null : (
              <StateTag tone={said.same ? 'done' : 'late'} word={said.same ? '结果一致' : '结果不一致'} />
            )}{' '}
            {said.words}
          </>
        )}
      </p>
    </div>
  );
}
