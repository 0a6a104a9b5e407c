/** Toast: says what was done (已提交，等待社工站确认). Polite: it is read out, and leaves by itself. */
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';

const Say = createContext<(words: string) => void>(() => {});
const SHOWN_MS = 5000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly { id: number; words: string }[]>([]);
  const next = useRef(0);
  const say = useCallback((words: string) => {
    const id = next.current++;
    setToasts((now) => [...now.slice(-1), { id, words }]);
    setTimeout(() => setToasts((now) => now.filter((toast) => toast.id !== id)), SHOWN_MS);
  }, []);
  const region = useMemo(
    () => (
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <p key={toast.id} className="toast">
            {toast.words}
          </p>
        ))}
      </div>
    ),
    [toasts],
  );
  return (
    <Say.Provider value={say}>
      {children}
      {region}
    </Say.Provider>
  );
}

/** `const say = useToast(); say('已退回，社会组织会收到您写的原因。')` */
export function useToast(): (words: string) => void {
  return useContext(Say);
}
