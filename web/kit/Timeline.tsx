/** Timeline: who did what when, then what comes next, whose turn it is and until when. */
import { formatMoment } from '@jiedui/shared/calendar.ts';
import { untilWords } from './format.ts';
import './timeline.css';

export interface TimelineItem {
  at?: string | null | undefined;
  who: string;
  what: string;
  kind: 'done' | 'next';
  dueAt?: string | null | undefined;
}

export function Timeline({ entries }: { entries: readonly TimelineItem[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry, index) => (
        <li key={index} className={`timeline__entry timeline__entry--${entry.kind}`}>
          <p>
            <b>{entry.who}</b> {entry.what}
          </p>
          {entry.at ? <p className="timeline__when">{formatMoment(new Date(entry.at))}</p> : null}
          {entry.dueAt ? <p className="timeline__when timeline__due">{untilWords(entry.dueAt)}</p> : null}
        </li>
      ))}
    </ol>
  );
}
