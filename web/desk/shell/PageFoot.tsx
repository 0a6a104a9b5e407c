/** Under the last row of a ledger: how many are listed, and 加载更多 or the end. */
import { Button } from '../../kit/Button.tsx';

export function PageFoot({
  shown,
  total,
  more,
  busy,
}: {
  shown: number;
  total: number | null;
  more: (() => void) | null;
  busy: boolean;
}) {
  return (
    <>
      <span>
        已列出 {shown} 条{total === null ? '' : `，共 ${total} 条`}
      </span>
      {more ? (
        <Button onClick={more} busy={busy} busyWord="正在读取…">
          加载更多
        </Button>
      ) : null}
    </>
  );
}
