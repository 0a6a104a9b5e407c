/** Names that are only nearly right, asked once for all rows that bear them. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { AnswerImport } from './imports.documents.ts';
import type { Job } from './ImportPage.tsx';

export function Asks({ job }: { job: Job }) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(AnswerImport);
  const answered = job.asks.filter(({ ask }) => chosen[ask] !== undefined);
  async function send() {
    const answers = answered.map(({ ask }) => ({ ask, code: chosen[ask] === '' ? null : (chosen[ask] ?? null) }));
    const answer = await action.run({ importId: job.id, answers });
    setRefused(answer && 'message' in answer ? answer.message : null);
  }
  return (
    <section className="imports__asks" aria-label="需确认的名称">
      <h2>这些名称与名录不完全一致，请确认指的是哪一个</h2>
      {job.asks.map(({ ask, heading, value, rows, choices }) => (
        <fieldset key={ask} className="imports__ask">
          <legend>
            {heading}“{value}”（{rows} 行）
          </legend>
          {[...choices, { code: '', name: '都不是' }].map(({ code, name }) => (
            <label key={code}>
              <input
                type="radio"
                name={ask}
                checked={chosen[ask] === code}
                onChange={() => setChosen((now) => ({ ...now, [ask]: code }))}
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      ))}
      {refused || action.fault ? (
        <p role="alert" className="imports__refused">
          {refused ?? action.fault?.remedy}
        </p>
      ) : null}
      <Button
        kind="primary"
        busy={action.busy}
        busyWord="正在确认…"
        disabled={answered.length === 0}
        onClick={() => void send()}
      >
        {answered.length === 0 ? '先选好，再确认名称' : `确认这 ${answered.length} 个名称`}
      </Button>
    </section>
  );
}
