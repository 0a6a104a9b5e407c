/** 更正调查: the fields anew, with a reason; what it said before is kept. */
import { REASON_MAX } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { SurveyFormFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { surveyInput, textOfSurvey } from './survey.ts';
import { SurveyFields } from './SurveyFields.tsx';

const CORRECT = graphql(/* GraphQL */ `
  mutation CorrectSurvey($input: CorrectSurveyInput!) {
    correctSurvey(input: $input) {
      ... on Survey {
        ...SurveyForm
        corrections {
          id
          reason
          changed
          correctedAt
        }
      }
      ... on SurveyIncomplete {
        code
        message
        problems {
          field
          message
        }
      }
      ... on PersonalDataFound {
        code
        message
        spots {
          field
          kind
          from
          to
          excerpt
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function CorrectSurvey({ survey, onClose }: { survey: SurveyFormFragment; onClose: () => void }) {
  const [text, setText] = useState(() => textOfSurvey(survey));
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const correct = useAction(CORRECT);
  const say = useToast();
  const send = async () => {
    setRefused(null);
    const fields = surveyInput(text);
    const answer = await correct.run({ surveyId: survey.id, expectedVersion: survey.version, reason, fields });
    if (answer === null) return;
    if (answer.__typename === 'Survey') {
      say('更正已保存，原内容留存；共同调查的组织会再次确认。');
      onClose();
    } else if (answer.__typename === 'SurveyIncomplete') problems.show(answer.problems);
    else if (answer.__typename === 'PersonalDataFound')
      problems.show(answer.spots.map(({ field }) => ({ field, message: answer.message })));
    else setRefused(answer.message);
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="更正这次调查"
      foot={
        <>
          <Button kind="primary" busy={correct.busy} busyWord="正在保存…" onClick={() => void send()}>
            保存更正
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <form ref={problems.form} className="form" noValidate onSubmit={(event) => event.preventDefault()}>
        <SurveyFields
          text={text}
          set={(change) => {
            setText((now) => ({ ...now, ...change }));
            problems.clear(Object.keys(change));
          }}
          problemOf={problems.of}
          organizations={survey.parts.map(({ organization }) => organization)}
        />
        <TextArea
          label="更正原因"
          help={`${REASON_MAX} 字以内，随更正一起留存。`}
          value={reason}
          onChange={setReason}
        />
      </form>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={correct.fault} />
    </Sheet>
  );
}
