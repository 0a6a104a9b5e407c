/** FilterLine: says in words what the list shows (显示：未接单 · 12 条) and offers the other choices as links. */
import type { ReactNode } from 'react';
import { WayLink, type Way } from './way.tsx';

export interface Choice {
  word: string;
  /** The address that shows it: the list's whole state is there. */
  way: Way;
  chosen: boolean;
}

export function FilterLine({
  shown,
  choices,
  children,
}: {
  shown: string;
  choices: readonly Choice[];
  children?: ReactNode;
}) {
  return (
    <div className="filter">
      <p className="filter__shown" role="status">
        显示：{shown}
      </p>
      <nav className="filter__choices" aria-label="改变显示范围">
        {choices.map((choice) => (
          <WayLink
            key={choice.word}
            {...choice.way}
            className={choice.chosen ? 'filter__choice filter__choice--on' : 'filter__choice'}
            aria-current={choice.chosen ? 'true' : undefined}
          >
            {choice.word}
          </WayLink>
        ))}
      </nav>
      {children}
    </div>
  );
}
