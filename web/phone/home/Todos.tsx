/** What waits for this person, as sentences that lead to the page where it is done. */
import { TODO_KIND_WORDS } from '@jiedui/shared/report/todo.ts';
import type { PhoneHomeQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { deadlineWords } from '../../kit/format.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { PathLink } from '../shell/PathLink.tsx';

type Todo = PhoneHomeQuery['home']['todos'][number];

const TONES: Record<Todo['kind'], Tone> = {
  invitation_to_answer: 'decide',
  claim_to_confirm: 'decide',
  agreement_to_sign: 'decide',
  session_to_confirm: 'decide',
  order_draft: 'rest',
  order_to_serve: 'info',
  agreement_to_draft: 'decide',
  session_returned: 'late',
  session_draft: 'rest',
  need_to_screen: 'decide',
  survey_part_to_answer: 'decide',
  list_to_confirm: 'decide',
  order_returned: 'late',
  order_to_approve: 'decide',
  question_to_answer: 'decide',
  sample_to_check: 'decide',
  emergency_open: 'late',
};

/** By due time, earliest first; what has no due time comes after, in the order given. */
export function byDue(todos: readonly Todo[]): Todo[] {
  return [...todos].sort((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'));
}

export function Todos({ todos }: { todos: readonly Todo[] }) {
  if (todos.length === 0) {
    return (
      <Empty title="现在没有等您办的事" action={<AllNext />}>
        有人接单、提交服务记录或送来协议时，会出现在这里，并通知您。
      </Empty>
    );
  }
  const now = new Date().toISOString();
  return (
    <section className="section" aria-label="等您办理">
      <h2>
        等您办理 <span className="todos__count">{todos.length} 件</span>
      </h2>
      <ol className="ledger">
        {byDue(todos).map((todo) => {
          const late = todo.dueAt !== null && todo.dueAt !== undefined && todo.dueAt < now;
          return (
            <li key={`${todo.kind} ${todo.id}`} className={todo.dueAt ? 'todos__one--due' : undefined}>
              <PathLink className="row" path={todo.link}>
                <span className="row__over">
                  <StateTag tone={late ? 'late' : TONES[todo.kind]} word={TODO_KIND_WORDS[todo.kind]} />
                </span>
                <span className="row__title">{todo.title}</span>
                <span className="row__line">{todo.detail}</span>
                {todo.dueAt ? (
                  <span className="row__due">
                    {late ? `应于 ${deadlineWords(todo.dueAt)}办理，已超期` : deadlineWords(todo.dueAt)}
                  </span>
                ) : null}
              </PathLink>
            </li>
          );
        })}
      </ol>
      <AllNext />
    </section>
  );
}

/** Also when nothing waits for the reader: what others are to do is still to be seen. */
function AllNext() {
  return (
    <p>
      <PathLink path="/m/next">看全部未办的事：谁该做下一步</PathLink>
    </p>
  );
}
