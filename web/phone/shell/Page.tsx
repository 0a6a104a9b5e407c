/** The beginning of a page: its way back, its title, and the document's title. */
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { Icon } from './Icons.tsx';

interface PageProps {
  title: string;
  /** A short line above the title: a number, a state. */
  over?: ReactNode;
  back?: { to: LinkProps['to']; params?: Record<string, string>; word: string };
  /** Shown beside the body on a wide screen, below it on the phone. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Page({ title, over, back, aside, children }: PageProps) {
  useTitle(title);
  return (
    <div className={aside ? 'sheet-of-paper sheet-of-paper--two' : 'sheet-of-paper'}>
      <header className="head">
        {back ? (
          <Link to={back.to} params={(back.params ?? {}) as never} className="head__back">
            <Icon name="back" />
            {back.word}
          </Link>
        ) : null}
        {over ? <div className="head__over">{over}</div> : null}
        <h1>{title}</h1>
      </header>
      <div className="body">{children}</div>
      {aside ? <aside className="aside">{aside}</aside> : null}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 结对`;
  }, [title]);
}
