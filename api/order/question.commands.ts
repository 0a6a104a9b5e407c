/** 答疑: an organization asks, the station answers; both are read by everybody who sees the order. */
import {
  AlreadyAnswered,
  QuestionNotFound,
  type QuestionsClosed,
  QuestionsFull,
  type QuestionTextWrong,
} from '@jiedui/shared/order/flow-refusals.ts';
import { isUnpublished } from '@jiedui/shared/order/order.ts';
import { checkAnswer, checkQuestion, QUESTIONS_MOST } from '@jiedui/shared/order/question.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { organizationIdOf, stationIdsOf } from '../viewer.ts';
import { type OrderRow, lockOrder, orderById } from './order.store.ts';
import {
  countQuestions,
  insertQuestion,
  lockQuestion,
  type Question,
  questionById,
  saveAnswer,
} from './question.store.ts';

export interface AskAboutOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly question: string;
}

export function askAboutOrder(
  context: CommandContext,
  input: AskAboutOrderInput,
): Promise<Question | OrderNotFound | QuestionsClosed | QuestionTextWrong | QuestionsFull | PersonalDataFound> {
  const operation = { name: 'askAboutOrder', key: input.clientMutationId, input, reload: questionById };
  return command(context, operation, async (tx, viewer) => {
    const organizationId = organizationIdOf(viewer);
    if (!organizationId) throw forbidden('社会组织联络员');
    const order = await orderById(tx, input.orderId);
    if (!order || isUnpublished(order.state)) return new OrderNotFound();
    const question = checkQuestion(order, input.question, context.at);
    if (typeof question !== 'string') return question;
    if (QUESTIONS_MOST <= (await countQuestions(tx, order.id))) return new QuestionsFull(QUESTIONS_MOST);
    const id = uuid();
    const { stationId, authorityId } = order;
    await insertQuestion(tx, {
      id,
      tenantId: viewer.tenantId,
      orderId: order.id,
      stationId,
      authorityId,
      organizationId,
      question,
      askedBy: viewer.accountId,
      askedAt: context.at,
    });
    return doneWith(await questionById(tx, id), order, null, 'order.asked', ['question']);
  });
}

export interface AnswerQuestionInput {
  readonly clientMutationId: string;
  readonly questionId: string;
  readonly answer: string;
}

/** Once, for all: what was answered stands, because others rely on it. */
export function answerQuestion(
  context: CommandContext,
  input: AnswerQuestionInput,
): Promise<Question | QuestionNotFound | AlreadyAnswered | QuestionsClosed | QuestionTextWrong | PersonalDataFound> {
  const operation = { name: 'answerQuestion', key: input.clientMutationId, input, reload: questionById };
  return command(context, operation, async (tx, viewer) => {
    const seen = await questionById(tx, input.questionId);
    const order = seen ? await lockOrder(tx, seen.orderId) : null;
    if (!order || !stationIdsOf(viewer).includes(order.stationId)) return new QuestionNotFound();
    const question = await lockQuestion(tx, input.questionId);
    if (!question) return new QuestionNotFound();
    if (question.answer !== null) return new AlreadyAnswered();
    const answer = checkAnswer(order, input.answer, context.at);
    if (typeof answer !== 'string') return answer;
    await saveAnswer(tx, question, answer, viewer.accountId, context.at);
    return doneWith(await questionById(tx, question.id), order, question.version, 'order.answered', ['answer']);
  });
}

/** The order's page of everybody shows it, so the market is told as well. */
function doneWith(
  question: Question | null,
  order: OrderRow,
  versionBefore: number | null,
  topic: string,
  changed: readonly string[],
): Done<Question> {
  if (!question) throw new Error('a question vanished inside its own transaction');
  const { stationId, authorityId } = order;
  return {
    value: question,
    entity: 'order_question',
    entityId: question.id,
    versionBefore,
    versionAfter: question.version,
    changed,
    events: [
      {
        topic,
        entityId: question.id,
        version: question.version,
        payload: { stationId, authorityId, orderId: order.id, market: 1 },
      },
    ],
  };
}
