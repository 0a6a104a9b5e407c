/** TakeAway: 导出 1,234 条, all pages of a list as a workbook, and 选列 for which columns it is to have. */
import { useState } from 'react';
import { Button, buttonClass } from './Button.tsx';
import { Sheet } from './Sheet.tsx';
import './take-away.css';

interface TakeAwayProps {
  /** Where the workbook is, with the list's own filters. */
  path: string;
  search: URLSearchParams;
  word: string;
  columns: readonly { readonly key: string; readonly heading: string }[];
}

export function TakeAway({ path, search, word, columns }: TakeAwayProps) {
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = columns.filter(({ key }) => !left.includes(key));
  const query = new URLSearchParams(search);
  if (0 < left.length) query.set('columns', chosen.map(({ key }) => key).join(','));
  const href = `${path}${query.size === 0 ? '' : `?${query}`}`;
  const toggle = (key: string) =>
    setLeft((now) => (now.includes(key) ? now.filter((each) => each !== key) : [...now, key]));
  return (
    <span className="take-away">
      <a className={buttonClass('quiet')} href={href} download>
        {word}
      </a>
      <Button kind="plain" onClick={() => setOpen(true)}>
        选列（{chosen.length}/{columns.length}）
      </Button>
      <Sheet
        open={open}
        title="导出哪些列"
        onClose={() => setOpen(false)}
        foot={
          <>
            {chosen.length === 0 ? (
              <p className="take-away__none">请至少选一列。</p>
            ) : (
              <a className={buttonClass('primary')} href={href} download onClick={() => setOpen(false)}>
                {word}
              </a>
            )}
            <Button onClick={() => setLeft(left.length === 0 ? columns.map(({ key }) => key) : [])}>
              {left.length === 0 ? '全不选' : '全选'}
            </Button>
          </>
        }
      >
        <div className="take-away__columns" role="group" aria-label="导出的列">
          {columns.map(({ key, heading }) => (
            <label key={key}>
              <input type="checkbox" checked={!left.includes(key)} onChange={() => toggle(key)} /> {heading}
            </label>
          ))}
        </div>
      </Sheet>
    </span>
  );
}
