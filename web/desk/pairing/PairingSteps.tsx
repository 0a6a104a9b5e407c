/** 暂停, 恢复 and 终止 of one pairing: what was decided so far, what may be decided now, and the form with the work in hand. */
import {
  CODES_OF_STEP,
  OPEN_WORK_CHOICE_WORDS,
  OPEN_WORK_CHOICES,
  type OpenWorkChoice,
  PAIRING_STEP_CODE_WORDS,
  PAIRING_STEP_WORDS,
  type PairingStep,
  type PairingStepCode,
  pairingReasonWords,
} from '@jiedui/shared/pairing/lifecycle.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { deadlineWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { Timeline } from '../../kit/Timeline.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Answer } from '../shell/Answer.tsx';
import type { Pairing } from './AgreementTag.tsx';
import { ChangePairing, DeskWorkInHand } from './pairings.documents.ts';
import '../shell/register.css';

/** What each step means for the two, before it is taken. */
const MEANS: Record<PairingStep, string> = {
  suspend: '暂停期间双方之间不能接新的点单，月调度照常列出这一对；原因消除后可以恢复。',
  resume: '恢复后双方照常点单、接单。',
  terminate: '终止后不能恢复，协议不再履行，未签完的续签协议也不再签署；要再结对须重新起草协议。',
};
const DONE: Record<PairingStep, string> = {
  suspend: '已暂停结对，并已通知双方。',
  resume: '已恢复结对，并已通知双方。',
  terminate: '已终止结对，并已通知双方。',
};

export function PairingSteps({ pairing }: { pairing: Pairing }) {
  const [step, setStep] = useState<PairingStep | null>(null);
  return (
    <>
      {pairing.changes.length === 0 ? null : (
        <section>
          <h2 className="side__title">变动</h2>
          <Timeline entries={pairing.changes.map(entryOf)} />
        </section>
      )}
      {pairing.maySteps.length === 0 ? null : (
        <section>
          <h2 className="side__title">{step ? PAIRING_STEP_WORDS[step] : '办理变动'}</h2>
          {step ? (
            <>
              <StepForm key={step} pairing={pairing} step={step} onDone={() => setStep(null)} />
              <Button onClick={() => setStep(null)}>先不办理</Button>
            </>
          ) : (
            <p className="register__acts">
              {pairing.maySteps.map((each) => (
                <Button key={each} kind={each === 'resume' ? 'primary' : 'quiet'} onClick={() => setStep(each)}>
                  {PAIRING_STEP_WORDS[each]}
                </Button>
              ))}
            </p>
          )}
        </section>
      )}
    </>
  );
}

const entryOf = ({ step, code, words, openWork, setFree, madeAt }: Pairing['changes'][number]) => ({
  kind: 'done' as const,
  who: '主管单位',
  what: `${PAIRING_STEP_WORDS[step]}。${pairingReasonWords(code, words)}${
    openWork === 'set_free' ? `；一并解除 ${setFree} 项` : ''
  }`,
  at: madeAt,
});

function StepForm({ pairing, step, onDone }: { pairing: Pairing; step: PairingStep; onDone: () => void }) {
  const [code, setCode] = useState<PairingStepCode | ''>('');
  const [words, setWords] = useState('');
  const [openWork, setOpenWork] = useState<OpenWorkChoice>('finish');
  return (
    <ActForm
      document={ChangePairing}
      input={
        code === '' ? null : { pairingId: pairing.id, expectedVersion: pairing.version, step, code, words, openWork }
      }
      missing="请选择原因。"
      verb={PAIRING_STEP_WORDS[step]}
      kind={step === 'resume' ? 'primary' : 'warn'}
      done={DONE[step]}
      onDone={onDone}
    >
      <Note tone={step === 'terminate' ? 'late' : 'info'}>{MEANS[step]}</Note>
      <Select
        label="原因"
        placeholder="请选择"
        options={CODES_OF_STEP[step].map((value) => ({ value, label: PAIRING_STEP_CODE_WORDS[value] }))}
        value={code}
        onChange={(value) => setCode(CODES_OF_STEP[step].find((each) => each === value) ?? '')}
      />
      <TextArea
        label={code === 'other' ? '说明' : '补充说明（可不填）'}
        help="双方会看到。"
        value={words}
        onChange={setWords}
      />
      {step === 'resume' ? null : <WorkInHand id={pairing.id} value={openWork} onChange={setOpenWork} />}
    </ActForm>
  );
}

/** What the two have in hand, and what becomes of it. */
function WorkInHand(props: { id: string; value: OpenWorkChoice; onChange: (value: OpenWorkChoice) => void }) {
  const [{ data, error }, again] = useQuery({
    query: DeskWorkInHand,
    variables: { id: props.id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={2}>
      {({ pairing }) => {
        const work = pairing?.workInHand ?? [];
        if (work.length === 0) return <p className="hint">双方之间没有在手的接单和邀请。</p>;
        return (
          <>
            <Choice
              label={`在手的 ${work.length} 项`}
              options={OPEN_WORK_CHOICES.map((value) => ({ value, label: OPEN_WORK_CHOICE_WORDS[value] }))}
              value={props.value}
              onChange={(value) => props.onChange(OPEN_WORK_CHOICES.find((each) => each === value) ?? 'finish')}
            />
            <ul className="register__list">
              {work.map(({ id, isInvitation, title, dueAt }) => (
                <li key={id}>
                  {isInvitation ? '邀请' : '接单'}“{title}”{dueAt ? `，${deadlineWords(dueAt)}` : ''}
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answer>
  );
}
