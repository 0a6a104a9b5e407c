/** 谁该做下一步: every open thing in one's scope, mine first, then whose turn it is with the others; the filter is in the address. */
import { useSearch } from '@tanstack/react-router';
import { NEXT_KIND_WORDS, NEXT_KINDS, type NextKind } from '@jiedui/shared/report/next-task.ts';
import { graphql } from '../../gql/gql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { deadlineWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { PathLink } from '../shell/PathLink.tsx';

const NEXT = graphql(/* GraphQL */ `
  query PhoneNext($after: String, $whose: Whose, $kinds: [NextKind!]) {
    nextTasks(whose: $whose, kinds: $kinds) {
      mineCount
      othersCount
      page(first: 30, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            kind
            title
            place
            who
            what
            dueAt
            mine
            phoneLink
          }
        }
      }
    }
  }
`);

const WHOSE_WORDS = { mine: '等我办', others: '等别人办' } as const;
type Whose = keyof typeof WHOSE_WORDS;

export function NextPage() {
  const { whose, kind } = useSearch({ from: '/shell/next' });
  return (
    <Page title="谁该做下一步" back={{ to: '/', word: '待办' }}>
      <Filters
        label="轮到谁"
        to="/next"
        name="whose"
        value={whose}
        options={[
          { value: undefined, label: '全部' },
          { value: 'mine', label: WHOSE_WORDS.mine },
          { value: 'others', label: WHOSE_WORDS.others },
        ]}
      />
      <Filters
        label="事项"
        to="/next"
        name="kind"
        value={kind}
        options={[
          { value: undefined, label: '全部事项' },
          ...NEXT_KINDS.filter((each) => each !== 'round' && each !== 'ruling').map((each) => ({
            value: each,
            label: NEXT_KIND_WORDS[each],
          })),
        ]}
      />
      <List whose={whose as Whose | undefined} kind={kind as NextKind | undefined} />
    </Page>
  );
}

function List({ whose, kind, after }: { whose: Whose | undefined; kind: NextKind | undefined; after?: string }) {
  const variables = { after: after ?? null, whose: whose ?? null, kinds: kind ? [kind] : null };
  return (
    <Ask query={NEXT} variables={variables}>
      {({ nextTasks }) => {
        const { page, mineCount, othersCount } = nextTasks;
        const tasks = page.edges.map(({ node }) => node);
        const count = whose === 'mine' ? mineCount : whose === 'others' ? othersCount : mineCount + othersCount;
        if (tasks.length === 0 && !after)
          return <Empty title="没有未办的事">有点单、接单、协议或服务记录等人办理时，会按到期先后列在这里。</Empty>;
        const now = new Date().toISOString();
        return (
          <section className="section" aria-label="未办事项">
            {after ? null : <Shown what={[whose && WHOSE_WORDS[whose], kind && NEXT_KIND_WORDS[kind]]} count={count} />}
            <ol className="ledger">
              {tasks.map((task) => {
                const late = task.dueAt !== null && task.dueAt !== undefined && task.dueAt < now;
                return (
                  <li key={task.id} className={task.mine ? 'todos__one--due' : undefined}>
                    <PathLink className="row" path={task.phoneLink}>
                      <span className="row__over">
                        <StateTag
                          tone={late ? 'late' : task.mine ? 'decide' : 'rest'}
                          word={task.mine ? '等您办' : `等${task.who}办`}
                        />
                        <span className="number">{NEXT_KIND_WORDS[task.kind]}</span>
                      </span>
                      <span className="row__title">{task.title}</span>
                      <span className="row__line">
                        {task.what}
                        {task.place ? ` · ${task.place}` : ''}
                      </span>
                      <span className={task.dueAt ? 'row__due' : 'row__line'}>
                        {task.dueAt
                          ? late
                            ? `应于 ${deadlineWords(task.dueAt)}办理，已超期`
                            : deadlineWords(task.dueAt)
                          : '未设期限'}
                      </span>
                    </PathLink>
                  </li>
                );
              })}
            </ol>
            <More pageInfo={page.pageInfo}>{(next) => <List whose={whose} kind={kind} after={next} />}</More>
          </section>
        );
      }}
    </Ask>
  );
}
