/** How both lists stand to the last issued dispatch, in one sentence that opens to the rows. */
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import { useQuery } from 'urql';
import { WayLink } from '../shell/way.tsx';
import { DeskSince } from './dispatch.documents.ts';

/** Nothing while it is read, nor before the first dispatch: the desk works without it. */
export function Since({ className }: { className: string }) {
  const [{ data }] = useQuery({ query: DeskSince });
  const changes = data?.listChanges;
  if (!changes) return null;
  return (
    <p className={className}>
      与{changes.month ? `${formatMonth(changes.month as Month)}调度` : '上次调度'}相比：{changes.sentence}
      <WayLink to="/lists/changes" className="nowrap">
        看是哪些变化
      </WayLink>
    </p>
  );
}
