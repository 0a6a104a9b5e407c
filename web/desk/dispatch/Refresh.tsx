/** As of when the figures are, and counting them again while the round is open. Decisions stay. */
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { useToast } from '../../kit/Toast.tsx';
import { RefreshDispatchRound } from './dispatch.documents.ts';
import type { Round } from './round.ts';

export function Refresh({ round }: { round: Round }) {
  const refresh = useAction(RefreshDispatchRound);
  const say = useToast();
  const press = async () => {
    const answer = await refresh.run({ roundId: round.id, expectedVersion: round.version });
    if (answer === null) say(`${refresh.fault?.title ?? '网络没有连上'}，数据没有刷新，已填的意见都在。`);
    else
      say(
        answer.__typename === 'DispatchRound'
          ? '数据已按此刻重新统计。灯变差的条目请重新处理，其余意见都保留。'
          : answer.message,
      );
  };
  return (
    <span className="figures__asof">
      数据截至 {momentWords(round.figuresAt)}
      {round.state === 'open' ? (
        <Button kind="plain" onClick={press} busy={refresh.busy} busyWord="正在统计…">
          刷新数据
        </Button>
      ) : null}
    </span>
  );
}
