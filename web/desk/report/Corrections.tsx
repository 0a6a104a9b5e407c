/** 更正申请 of one organization, and the bureau's answer. */
import { CORRECTION_STATE_WORDS, CORRECTION_SUBJECT_WORDS } from '@jiedui/shared/organization/correction.ts';
import { useState } from 'react';
import { momentWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { AnswerCorrection } from '../organization/register.documents.ts';
import type { Registered } from './OrganizationPage.tsx';

export function Corrections({
  organization: { corrections },
  onDone,
}: {
  organization: Registered;
  onDone: () => void;
}) {
  if (corrections.length === 0) return null;
  return (
    <section aria-label="更正申请">
      <h2 className="side__title">更正申请</h2>
      <ul className="register__list">
        {corrections.map((correction) => (
          <li key={correction.id}>
            <StateTag
              tone={correction.state === 'open' ? 'decide' : 'rest'}
              word={CORRECTION_STATE_WORDS[correction.state]}
            />{' '}
            {CORRECTION_SUBJECT_WORDS[correction.subject]}：{correction.text}（{momentWords(correction.requestedAt)}）
            {correction.answer ? <span className="ledger__under">答复：{correction.answer}</span> : null}
            {correction.state === 'open' ? <AnswerForm correction={correction} onDone={onDone} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnswerForm({
  correction: { id, version },
  onDone,
}: {
  correction: Registered['corrections'][number];
  onDone: () => void;
}) {
  const [answer, setAnswer] = useState('');
  const target = { correctionId: id, expectedVersion: version, answer };
  return (
    <>
      <TextArea
        label="答复"
        help="要改登记的，先点上面的“更正登记事项”改好，再答复。"
        value={answer}
        onChange={setAnswer}
      />
      <p className="register__acts">
        <ActForm
          document={AnswerCorrection}
          input={{ ...target, corrected: true }}
          verb="答复已更正"
          done="已答复。"
          onDone={onDone}
        />
        <ActForm
          document={AnswerCorrection}
          input={{ ...target, corrected: false }}
          verb="答复不予更正"
          kind="quiet"
          done="已答复。"
          onDone={onDone}
        />
      </p>
    </>
  );
}
