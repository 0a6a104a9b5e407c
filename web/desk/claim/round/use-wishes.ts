/** useWishes: the officer's wishes with their undo, kept for the tab by month, so that a reload loses nothing. */
import { useState } from 'react';
import type { Month } from '@jiedui/shared/calendar.ts';
import type { Wish } from './wishes.ts';

export interface Wishing {
  readonly wishes: readonly Wish[];
  readonly change: (next: readonly Wish[]) => void;
  /** Null when nothing has been changed here. */
  readonly undo: (() => void) | null;
  readonly clear: () => void;
}

/** Of a month: the component is made anew for another one. */
export function useWishes(month: Month): Wishing {
  const store = `jiedui.desk.round.${month}`;
  const [past, setPast] = useState<readonly (readonly Wish[])[]>(() => [stored(store)]);
  const wishes = past.at(-1) ?? NONE;
  const keep = (next: readonly (readonly Wish[])[]) => {
    sessionStorage.setItem(store, JSON.stringify(next.at(-1) ?? NONE));
    setPast(next);
  };
  return {
    wishes,
    change: (next) => keep([...past, next]),
    undo:
      1 < past.length ? () => keep(past.slice(0, -1)) : 0 < wishes.length ? () => keep([wishes.slice(0, -1)]) : null,
    clear: () => keep([NONE]),
  };
}

const NONE: readonly Wish[] = [];

function stored(store: string): readonly Wish[] {
  try {
    return JSON.parse(sessionStorage.getItem(store) ?? '[]') as readonly Wish[];
  } catch {
    return NONE;
  }
}
