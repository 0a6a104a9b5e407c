/** 答疑: what organizations asked and the station answered; everybody who sees the order reads both. */
import { ANSWER_MAX, QUESTION_MAX } from '@jiedui/shared/order/question.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { QuestionsPartFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { useKeptText } from '../../kit/kept-text.ts';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import './order.css';

export const QUESTIONS_PART = graphql(/* GraphQL */ `
  fragment QuestionsPart on Order {
    id
    mayAsk
    mayAnswer
    questions {
      id
      question
      askedAt
      answer
      answeredAt
      askerName
      isOwn
    }
  }
`);

const ASK = graphql(/* GraphQL */ `
  mutation AskAboutOrder($input: AskAboutOrderInput!) {
    askAboutOrder(input: $input) {
      ... on OrderQuestion {
        id
        question
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const ANSWER = graphql(/* GraphQL */ `
  mutation AnswerQuestion($input: AnswerQuestionInput!) {
    answerQuestion(input: $input) {
      ... on OrderQuestion {
        id
        answer
        answeredAt
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Question = QuestionsPartFragment['questions'][number];

export function QuestionsPart({ order, onChanged }: { order: QuestionsPartFragment; onChanged: () => void }) {
  if (order.questions.length === 0 && !order.mayAsk) return null;
  return (
    <section className="section" aria-label="答疑">
      <h2>答疑</h2>
      {order.questions.length === 0 ? (
        <p className="hint">还没有人提问。提问和答复所有能看到点单的组织都能看到，不显示是谁提问。</p>
      ) : (
        <ul className="questions">
          {order.questions.map((question) => (
            <li key={question.id}>
              <One question={question} mayAnswer={order.mayAnswer} onChanged={onChanged} />
            </li>
          ))}
        </ul>
      )}
      {order.mayAsk ? <AskForm orderId={order.id} onChanged={onChanged} /> : null}
    </section>
  );
}

function One({ question, mayAnswer, onChanged }: { question: Question; mayAnswer: boolean; onChanged: () => void }) {
  const asker = question.isOwn ? '贵单位' : (question.askerName ?? '有组织');
  return (
    <>
      <p>
        <b>问</b> {question.question}
        <span className="questions__by">
          {asker} · {momentWords(question.askedAt)}
        </span>
      </p>
      {question.answer ? (
        <p className="questions__answer">
          <b>答</b> {question.answer}
          {question.answeredAt ? (
            <span className="questions__by">社工站 · {momentWords(question.answeredAt)}</span>
          ) : null}
        </p>
      ) : mayAnswer ? (
        <AnswerForm questionId={question.id} onChanged={onChanged} />
      ) : (
        <p className="hint">等待社工站答复</p>
      )}
    </>
  );
}

function AskForm({ orderId, onChanged }: { orderId: string; onChanged: () => void }) {
  const ask = useAction(ASK);
  const say = useToast();
  const [text, setText, drop] = useKeptText(`question.${orderId}`);
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    setProblem(undefined);
    const answer = await ask.run({ orderId, question: text });
    if (answer === null) return;
    if (answer.__typename !== 'OrderQuestion') return setProblem(answer.message);
    drop();
    say('问题已提交，社工站答复后会通知您。');
    onChanged();
  };
  return (
    <div className="form">
      <TextArea
        label="向社工站提问"
        help={`${QUESTION_MAX} 字以内，不要写姓名、电话。其他组织会看到问题，看不到是谁问的。`}
        value={text}
        onChange={setText}
        problem={problem}
      />
      <FaultNote fault={ask.fault} safe="您写的内容还在。" />
      <div>
        <Button busy={ask.busy} busyWord="正在提交…" onClick={() => void send()}>
          提交问题
        </Button>
      </div>
    </div>
  );
}

function AnswerForm({ questionId, onChanged }: { questionId: string; onChanged: () => void }) {
  const answer = useAction(ANSWER);
  const say = useToast();
  const [text, setText, drop] = useKeptText(`answer.${questionId}`);
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    setProblem(undefined);
    const given = await answer.run({ questionId, answer: text });
    if (given === null) return;
    if (given.__typename !== 'OrderQuestion') return setProblem(given.message);
    drop();
    say('已答复，能看到点单的组织都能看到。');
    onChanged();
  };
  return (
    <div className="form">
      <TextArea
        label="答复"
        help={`${ANSWER_MAX} 字以内；答复后不再修改。`}
        value={text}
        onChange={setText}
        problem={problem}
      />
      <FaultNote fault={answer.fault} safe="您写的内容还在。" />
      <div>
        <Button busy={answer.busy} busyWord="正在答复…" onClick={() => void send()}>
          答复提问
        </Button>
      </div>
    </div>
  );
}
