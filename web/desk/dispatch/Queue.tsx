/** The left column: every line, sorted by its light, with what has been decided. */
import { DECISION_WORDS, LIGHTS } from '@jiedui/shared/dispatch/round.ts';
import { useEffect, useRef } from 'react';
import { LightTag } from './Light.tsx';
import { isDecided, LIGHT_MEANINGS } from './queue.ts';
import type { RoundLine } from './round.ts';

export function Queue({
  queue,
  chosenId,
  onChoose,
}: {
  queue: readonly RoundLine[];
  chosenId: string;
  onChoose: (id: string) => void;
}) {
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  return (
    <nav className="queue" aria-label="待处理的结对">
      {LIGHTS.map((light) => {
        const lines = queue.filter((line) => line.light === light);
        if (lines.length === 0) return null;
        return (
          <section key={light}>
            <h2 className="queue__light">
              <LightTag light={light} /> {lines.length} 条 <span className="queue__means">{LIGHT_MEANINGS[light]}</span>
            </h2>
            <ul>
              {lines.map((line) => (
                <li key={line.id}>
                  <button
                    type="button"
                    ref={line.id === chosenId ? chosen : null}
                    className={line.id === chosenId ? 'queue__line queue__line--on' : 'queue__line'}
                    aria-current={line.id === chosenId ? 'true' : undefined}
                    onClick={() => onChoose(line.id)}
                  >
                    <span className="queue__name">{line.station.name}</span>
                    <span className={isDecided(line) ? 'queue__mark queue__mark--decided' : 'queue__mark'}>
                      {isDecided(line) ? `✓ ${DECISION_WORDS[line.decision!]}` : '未处理'}
                    </span>
                    <span className="queue__partner">{line.organization.name}</span>
                    <span className="queue__reason">{line.lightReason}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
