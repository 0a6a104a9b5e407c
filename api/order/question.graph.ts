/** Questions about an order on the graph. */
import {
  AlreadyAnswered,
  QuestionNotFound,
  QuestionsClosed,
  QuestionsFull,
  QuestionTextWrong,
} from '@jiedui/shared/order/flow-refusals.ts';
import { mayAnswer, mayAsk } from '@jiedui/shared/order/question.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { access, organization, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { byOrder } from './of-order.ts';
import { OrderRef } from './order.graph.ts';
import { answerQuestion, askAboutOrder } from './question.commands.ts';
import { type Question, questionsOf } from './question.store.ts';

const OrderQuestionRef = builder.objectRef<Question>('OrderQuestion').implement({
  description: '答疑: a question and its answer, read by everybody who sees the order.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    question: t.exposeString('question'),
    askedAt: t.expose('askedAt', { type: 'Instant' }),
    answer: t.exposeString('answer', { nullable: true }),
    answeredAt: t.expose('answeredAt', { type: 'Instant', nullable: true }),
    askerName: t.exposeString('askerName', { nullable: true, description: 'Null for other organizations.' }),
    isOwn: t.exposeBoolean('isOwn', { description: 'Whether the viewer’s organization asked it.' }),
  }),
});

export const loadQuestionsOf = (context: Context, orderId: string): Promise<Question[]> =>
  byOrder(context, 'questionsOfOrder', orderId, questionsOf);

builder.objectFields(OrderRef, (t) => ({
  questions: t.field({
    type: [OrderQuestionRef],
    description: 'Oldest first.',
    resolve: (order, _args, context) => loadQuestionsOf(context, order.id),
  }),
  mayAsk: t.boolean({
    description: 'Whether the viewer’s organization may ask about it now.',
    resolve: (order, _args, context) => organizationIdsOf(viewerOf(context)).length !== 0 && mayAsk(order, context.at),
  }),
  mayAnswer: t.boolean({
    description: 'Whether the viewer’s station may answer now.',
    resolve: (order, _args, context) =>
      stationIdsOf(viewerOf(context)).includes(order.stationId) && mayAnswer(order, context.at),
  }),
}));

for (const [refusal, name] of [
  [AlreadyAnswered, 'AlreadyAnswered'],
  [QuestionNotFound, 'QuestionNotFound'],
  [QuestionsClosed, 'QuestionsClosed'],
  [QuestionsFull, 'QuestionsFull'],
] as const) {
  builder.objectType(refusal as typeof QuestionNotFound, {
    name,
    interfaces: [RefusalInterface],
    extensions: access(viaParent),
  });
}
builder.objectType(QuestionTextWrong, {
  name: 'QuestionTextWrong',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ field: t.exposeString('field') }),
});

const AskAboutOrderInput = builder.inputType('AskAboutOrderInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), question: t.string() }),
});
const AnswerQuestionInput = builder.inputType('AnswerQuestionInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), questionId: t.id(), answer: t.string() }),
});
const AskAboutOrderResult = builder.errorUnion('AskAboutOrderResult', {
  types: [OrderQuestionRef, OrderNotFound, QuestionsClosed, QuestionTextWrong, QuestionsFull, PersonalDataFound],
});
const AnswerQuestionResult = builder.errorUnion('AnswerQuestionResult', {
  types: [OrderQuestionRef, QuestionNotFound, AlreadyAnswered, QuestionsClosed, QuestionTextWrong, PersonalDataFound],
});

builder.mutationFields((t) => ({
  askAboutOrder: t.field({
    type: AskAboutOrderResult,
    description: '提问: read by everybody who sees the order, without the name of who asked.',
    extensions: access(organization),
    args: { input: t.arg({ type: AskAboutOrderInput }) },
    resolve: (_root, { input }, context) => askAboutOrder(context.command(), input),
  }),
  answerQuestion: t.field({
    type: AnswerQuestionResult,
    description: '答复: read by everybody who sees the order.',
    extensions: access(station),
    args: { input: t.arg({ type: AnswerQuestionInput }) },
    resolve: (_root, { input }, context) => answerQuestion(context.command(), input),
  }),
}));
