/** 近日消息: the latest notices to this account, newest first; each opens what it is about. */
import { formatMoment } from '@jiedui/shared/calendar.ts';
import { WayLink } from '../shell/way.tsx';
import type { HomeData } from './Home.tsx';

const SHOWN = 5;

export function News({ notices }: { notices: HomeData['home']['notices'] }) {
  if (notices.length === 0) return null;
  return (
    <section className="news" aria-labelledby="news">
      <h2 className="today__section" id="news">
        近日消息
      </h2>
      <ul>
        {notices.slice(0, SHOWN).map(({ id, title, link, createdAt }) => (
          <li key={id}>
            <span className="news__at">{formatMoment(new Date(createdAt))}</span>
            <a href={link}>{title}</a>
          </li>
        ))}
      </ul>
      <p className="news__all">
        <WayLink to="/inbox">查看全部通知</WayLink>
      </p>
    </section>
  );
}
