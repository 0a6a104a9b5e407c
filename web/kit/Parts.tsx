/** Small parts of a page: a sentence, facts, a remark in the margin, the sticky action. */
import type { ReactNode } from 'react';

/** A row that reads as a sentence; names go in <b>. */
export function Sentence({ children }: { children: ReactNode }) {
  return <p className="sentence">{children}</p>;
}

/** Facts as term and value; a null value is left out. */
export function Facts({ facts }: { facts: readonly (readonly [term: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A remark in the margin of the text. */
export function Note({ tone, children }: { tone?: 'late' | 'decide' | 'info'; children: ReactNode }) {
  return <div className={tone ? `note note--${tone}` : 'note'}>{children}</div>;
}

/** The one action of the screen, kept within the thumb's reach. */
export function StickyAction({ children }: { children: ReactNode }) {
  return <div className="sticky-action">{children}</div>;
}
