/** SQL of questions about an order. Who asked stands in a row of its own, which other organizations do not see. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orderQuestionAskers, orderQuestions } from '@jiedui/db/schema/order-flow.ts';
import { eq } from 'drizzle-orm';

export interface Question {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** Null for other organizations. */
  readonly askerName: string | null;
  readonly isOwn: boolean;
}

const COLUMNS = `q.id, q.version, q.order_id as "orderId", q.question, q.asked_at as "askedAt", q.answer, q.answered_at as "answeredAt",
  g.name as "askerName", coalesce(w.organization_id = any ((select app.organization_ids())::uuid[]), false) as "isOwn"`;
const FROM = `from order_questions q left join order_question_askers w on w.question_id = q.id
  left join organizations g on g.id = w.organization_id`;
type Row = Question & Record<string, unknown>;

/** Oldest first; their number is bounded when one is asked. */
export const questionsOf = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Row>('question.ofOrders', `select ${COLUMNS} ${FROM} where q.order_id = any($1) order by q.id`, [orderIds]);

export async function questionById(tx: Tx, id: string): Promise<Question | null> {
  const [row] = await tx.named<Row>('question.one', `select ${COLUMNS} ${FROM} where q.id = $1`, [id]);
  return row ?? null;
}

export async function lockQuestion(tx: Tx, id: string): Promise<Question | null> {
  const [row] = await tx.named<Row>('question.lock', `select ${COLUMNS} ${FROM} where q.id = $1 for update of q`, [id]);
  return row ?? null;
}

/** For the asking of questions of one order, one after the other. */
export async function countQuestions(tx: Tx, orderId: string): Promise<number> {
  await tx.named('question.turn', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`questions:${orderId}`]);
  const [row] = await tx.named<{ count: number }>(
    'question.count',
    'select count(*)::int as count from order_questions where order_id = $1',
    [orderId],
  );
  return row?.count ?? 0;
}

export async function insertQuestion(
  tx: Tx,
  asked: {
    id: string;
    tenantId: string;
    orderId: string;
    stationId: string;
    authorityId: string;
    organizationId: string;
    askedBy: string;
    question: string;
    askedAt: Date;
  },
): Promise<void> {
  const { id, organizationId, askedBy, question, askedAt, ...parties } = asked;
  await tx.db.insert(orderQuestions).values({ id, ...parties, question, askedAt });
  await tx.db.insert(orderQuestionAskers).values({ questionId: id, ...parties, organizationId, askedBy });
}

export async function saveAnswer(tx: Tx, question: Question, answer: string, by: string, at: Date): Promise<void> {
  await tx.db
    .update(orderQuestions)
    .set({ answer, answeredBy: by, answeredAt: at, version: question.version + 1 })
    .where(eq(orderQuestions.id, question.id));
}
