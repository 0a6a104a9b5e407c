/**
 * Answer: what a query says, in each of its four states. What is already on the screen stays there when a refetch
 * fails; then a line above it says so.
 */
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { ErrorState, Loading, NoPermission } from '../../kit/Blank.tsx';
import { faultOf } from '../../kit/fault.ts';
import { Note } from '../../kit/Parts.tsx';
import { BUREAU } from './viewer.ts';

interface AnswerProps<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  onRetry: () => void;
  rows?: number;
  /** The answer is the whole page: then what stands in its place is a page, too. */
  whole?: boolean;
  children: (data: Data) => ReactNode;
}

export function Answer<Data>({ data, error, onRetry, rows, whole = false, children }: AnswerProps<Data>) {
  const instead = (blank: ReactNode) =>
    whole ? (
      <main className="page" id="main">
        {blank}
      </main>
    ) : (
      blank
    );
  if (error) {
    const fault = faultOf(error);
    if (fault.kind === 'forbidden') return instead(<NoPermission who={BUREAU} />);
    if (data === undefined || data === null) return instead(<ErrorState fault={fault} onRetry={onRetry} />);
    return (
      <>
        <Note tone="late">
          {fault.title}，下面是上一次读到的内容。
          <button type="button" className="button button--plain" onClick={onRetry}>
            再读一次
          </button>
        </Note>
        {children(data)}
      </>
    );
  }
  if (data === undefined || data === null) return instead(<Loading {...(rows === undefined ? {} : { rows })} />);
  return <>{children(data)}</>;
}
