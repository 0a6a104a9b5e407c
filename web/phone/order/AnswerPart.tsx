/** The organization's word on its part in a survey. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const ANSWER = graphql(/* GraphQL */ `
  mutation AnswerSurveyPart($input: AnswerSurveyPartInput!) {
    answerSurveyPart(input: $input) {
      ... on Survey {
        id
        version
        parts {
          state
          mayAnswer
          decidedAt
          organization {
            id
            name
          }
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function AnswerPart({ surveyId }: { surveyId: string }) {
  const answering = useAction(ANSWER);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  const send = async (tookPart: boolean) => {
    const answer = await answering.run({ surveyId, tookPart });
    if (answer === null) return;
    if (answer.__typename !== 'Survey') return setRefused(answer.message);
    say(tookPart ? '已确认贵单位参与了这次调查。' : '已告知社工站：贵单位没有参与。');
  };
  return (
    <Note tone="decide">
      <p>社工站记下贵单位共同参与了这次调查。请看内容是否属实。</p>
      {refused ? <p role="alert">{refused}</p> : null}
      <FaultNote fault={answering.fault} />
      <div className="actions">
        <Button kind="primary" busy={answering.busy} busyWord="正在办理…" onClick={() => void send(true)}>
          确认参与
        </Button>
        <Button kind="plain" onClick={() => void send(false)}>
          我们没有参与
        </Button>
      </div>
    </Note>
  );
}
