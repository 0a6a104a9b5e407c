/** The right column: the proposed decision with its reason, the five decisions with their keys, the note. */
import { formatMoment } from '@jiedui/shared/calendar.ts';
import { DECISION_WORDS, DECISIONS, type Decision } from '@jiedui/shared/dispatch/round.ts';
import { useEffect, useRef } from 'react';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { DECISION_MEANINGS, isDecided, NEEDS_NOTE } from './queue.ts';
import type { RoundLine } from './round.ts';
import type { Deciding } from './deciding.ts';

export function Decide({ line, deciding }: { line: RoundLine; deciding: Deciding }) {
  const { picked, note, problem } = deciding;
  const field = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (picked !== null) field.current?.querySelector('textarea')?.focus();
  }, [picked, problem]);
  // On to the next line: out of the note, so that the keys decide again instead of being typed.
  useEffect(() => {
    if (field.current?.contains(document.activeElement)) section.current?.focus();
  }, [line.id, line.decision]);
  return (
    <section className="decide" aria-label="处理意见" ref={section} tabIndex={-1}>
      {isDecided(line) ? (
        <Decided line={line} deciding={deciding} />
      ) : (
        <p className="decide__proposal">
          建议 <b>{DECISION_WORDS[line.proposedDecision]}</b>
          <span>理由：{line.lightReason}</span>
        </p>
      )}
      {deciding.refused ? (
        <div role="alert">
          <Note tone="late">{deciding.refused}</Note>
        </div>
      ) : null}
      <div className="decide__choices" role="group" aria-label="选定处理意见">
        {DECISIONS.map((decision, index) => (
          <button
            key={decision}
            type="button"
            className={choiceClass(line, decision, picked)}
            aria-pressed={picked === decision || (picked === null && line.decision === decision)}
            aria-keyshortcuts={String(index + 1)}
            aria-disabled={deciding.busy || undefined}
            onClick={() => deciding.choose(decision)}
          >
            <kbd>{index + 1}</kbd>
            <span className="decide__word">
              {DECISION_WORDS[decision]}
              {decision === line.proposedDecision ? <i>建议</i> : null}
            </span>
            <span className="decide__meaning">{DECISION_MEANINGS[decision]}</span>
          </button>
        ))}
      </div>
      <div ref={field}>
        <TextArea
          label={picked ? `${DECISION_WORDS[picked]}的说明` : '说明'}
          optional={picked === null || !NEEDS_NOTE.has(picked)}
          help="改派、协调、挂账须写明对象和时限，双方都会看到。写好后按 Ctrl + Enter 或下面的按钮记下。"
          problem={problem}
          value={note}
          maxLength={200}
          onChange={deciding.write}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && picked) deciding.choose(picked);
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </div>
      {picked ? (
        <div className="decide__foot">
          <Button onClick={() => deciding.choose(picked)} busy={deciding.busy} busyWord="正在记下…">
            记下：{DECISION_WORDS[picked]}
          </Button>
          <Button kind="plain" onClick={deciding.drop}>
            不选这项
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function choiceClass(line: RoundLine, decision: Decision, picked: Decision | null): string {
  const on = picked === decision || (picked === null && line.decision === decision);
  return [
    'decide__choice',
    on ? 'decide__choice--on' : '',
    decision === line.proposedDecision ? 'decide__choice--proposed' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function Decided({ line, deciding }: { line: RoundLine; deciding: Deciding }) {
  return (
    <div className="decide__decided">
      <p>
        已定 <b>{DECISION_WORDS[line.decision!]}</b>
        {line.decidedAt ? <span>{formatMoment(new Date(line.decidedAt))}</span> : null}
      </p>
      {line.note ? <p className="decide__note">{line.note}</p> : null}
      <Button kind="plain" onClick={() => deciding.withdraw(line)} busy={deciding.busy}>
        撤销这条意见
      </Button>
    </div>
  );
}

/** After issue nothing can be changed: what was decided, read only. */
export function DecidedForGood({ line }: { line: RoundLine }) {
  return (
    <section className="decide" aria-label="处理意见">
      <div className="decide__decided">
        <p>
          处理意见 <b>{line.decision ? DECISION_WORDS[line.decision] : '无'}</b>
          {line.decidedAt ? <span>{formatMoment(new Date(line.decidedAt))}</span> : null}
        </p>
        {line.note ? <p className="decide__note">{line.note}</p> : <p className="hint">没有另写说明。</p>}
      </div>
      <p className="hint">本月调度已签发，不能再改；如有变动，请在下月调度中说明。</p>
    </section>
  );
}
