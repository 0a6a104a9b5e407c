/**
 * The desk's keys, one letter or figure each. They sleep while somebody types or a sheet is open, and can be switched off
 * (WCAG 2.1.4), because a single letter is also what speech input and sticky keys send.
 */
import { useEffect, useEffectEvent, useState } from 'react';

const STORE = 'jiedui.desk.keys';

export function useKeysOn(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(STORE) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(STORE, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}

/** @param keys that mean something here, in lower case: `jku12345` */
export function useKeys(on: boolean, keys: string, press: (key: string) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const typing = target.closest('input,textarea,select,[contenteditable]') !== null;
    const covered = document.querySelector('[role="dialog"],dialog[open]') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || typing || covered)
      return;
    const key = event.key.toLowerCase();
    if (key.length !== 1 || !keys.includes(key)) return;
    event.preventDefault();
    press(key);
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on]);
}
