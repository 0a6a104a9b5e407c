/** Page: a title, one sentence under it, what can be done at the right, and the sheet below. */
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 结对调度台`;
  }, [title]);
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header className="page__head">
        <div>
          <h1 className="page__title">{title}</h1>
          {lead ? <p className="page__lead">{lead}</p> : null}
        </div>
        {actions ? <div className="page__actions">{actions}</div> : null}
      </header>
      {children}
    </main>
  );
}
