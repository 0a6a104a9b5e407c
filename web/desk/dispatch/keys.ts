/**
 * The desk's keys: J K to move, 1 to 5 to decide, U to undo. They sleep while somebody types or a sheet is open, and can
 * be switched off (WCAG 2.1.4), because a single letter is also what speech input and sticky keys send.
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

export function useKeys(on: boolean, press: (key: string) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const typing = target.closest('input,textarea,select,[contenteditable]') !== null;
    const covered = document.querySelector('[role="dialog"],dialog[open]') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || typing || covered)
      return;
    const key = event.key.toLowerCase();
    if (!/^[jku1-5]$/.test(key)) return;
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
