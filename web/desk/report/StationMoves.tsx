/** 状态办理: which state of a station is next, what is still missing, and the step that the bureau takes. */
import {
  STATION_MOVE_WORDS,
  type StationMove,
  SUSPENSION_GROUND_WORDS,
  SUSPENSION_GROUNDS,
  type SuspensionGround,
} from '@jiedui/shared/station/lifecycle.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DeskMoveStation } from './stations.documents.ts';
import type { Station } from './StationPage.tsx';

export function Moves({ station, onDone }: { station: Station; onDone: () => void }) {
  const { moves, gaps, grounds } = station.standing;
  const [ground, setGround] = useState<SuspensionGround>(grounds[0] ?? 'other');
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskMoveStation);
  const say = useToast();
  if (moves.length === 0) return null;
  const suspends = moves.includes('suspend');
  const asksReady = moves.includes('start') || moves.includes('resume');
  const run = async (move: StationMove) => {
    setRefused(null);
    const answer = await action.run({
      stationId: station.id,
      expectedVersion: station.version,
      move,
      ground: move === 'suspend' ? ground : null,
      reason,
    });
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say(`${station.name}：${STATION_MOVE_WORDS[move]}，已记入历史。`);
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="状态办理">
      <h2>下一步</h2>
      {asksReady && 0 < gaps.length ? (
        <Note tone="decide">
          <p>转为运行前还差：</p>
          <ul>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      {0 < grounds.length ? (
        <Note tone="decide">
          按记录建议暂停：{grounds.map((each) => SUSPENSION_GROUND_WORDS[each]).join('、')}。请核实后决定。
        </Note>
      ) : null}
      {suspends ? (
        <Select
          label="暂停的原因"
          options={SUSPENSION_GROUNDS.map((value) => ({ value, label: SUSPENSION_GROUND_WORDS[value] }))}
          value={ground}
          onChange={(value) => setGround(value as SuspensionGround)}
        />
      ) : null}
      <TextArea label="说明" optional help="撤销和“其他原因”暂停必须写明。" value={reason} onChange={setReason} />
      <div className="station__acts">
        {moves.map((move) => (
          <Button
            key={move}
            kind={move === 'start' || move === 'resume' || move === 'hang_plaque' ? 'primary' : 'quiet'}
            busy={action.busy}
            busyWord="正在办理…"
            onClick={() => void run(move)}
          >
            {STATION_MOVE_WORDS[move]}
          </Button>
        ))}
      </div>
      {(refused ?? action.fault) ? (
        <div role="alert">
          <Note tone="late">{refused ?? `${action.fault?.title}，还没有办理。${action.fault?.remedy}`}</Note>
        </div>
      ) : null}
    </section>
  );
}
