/** The service records of one order. */
import { Link } from '@tanstack/react-router';
import type { SessionState } from '@jiedui/shared/service/session.ts';
import { momentWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { sessionTag } from './session.ts';

interface OrderSession {
  id: string;
  title: string;
  state: SessionState;
  startedAt: string;
}

export function OrderSessions({ sessions }: { sessions: readonly OrderSession[] }) {
  if (sessions.length === 0) return null;
  return (
    <section className="section">
      <h2>服务记录</h2>
      <ul className="ledger">
        {sessions.map((session) => (
          <li key={session.id}>
            <Link to="/sessions/$id" params={{ id: session.id }} className="row">
              <span className="row__over">
                <StateTag {...sessionTag(session.state)} />
              </span>
              <span className="row__title">{session.title}</span>
              <span className="row__line">{momentWords(session.startedAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
