/** 谁该做下一步, on the desk: every open thing of the jurisdiction by due time, the bureau's own first; filters are in the address. */
import { NEXT_KIND_WORDS, NEXT_KINDS } from '@jiedui/shared/report/next-task.ts';
import { useQuery } from 'urql';
import { Button } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { deadlineWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { graphql } from '../../gql/gql.ts';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { type NextSearch, useGo, useSearchOf } from '../shell/way.tsx';

const DeskNext = graphql(/* GraphQL */ `
  query DeskNext($first: Int!, $whose: Whose, $kinds: [NextKind!]) {
    nextTasks(whose: $whose, kinds: $kinds) {
      mineCount
      othersCount
      page(first: $first) {
        pageInfo {
          hasNextPage
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
            deskLink
          }
        }
      }
    }
  }
`);

const PAGE = 50;
const MOST = 100;

export function Next() {
  const { whose, kind } = useSearchOf<NextSearch>();
  const go = useGo();
  const { all } = useSearchOf<NextSearch>();
  const variables = { first: all ? MOST : PAGE, whose: whose ?? null, kinds: kind ? [kind] : null };
  const [{ data, error }, again] = useQuery({ query: DeskNext, variables });
  return (
    <Page title="谁该做下一步" lead="辖区内每件没有办完的事：轮到谁、办什么、什么时候到期。本单位的在前。">
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={8}>
        {({ nextTasks }) => {
          const { mineCount, othersCount, page } = nextTasks;
          const tasks = page.edges.map(({ node }) => node);
          const count = whose === 'mine' ? mineCount : whose === 'others' ? othersCount : mineCount + othersCount;
          const whoseWord = whose === 'mine' ? '等本单位办' : whose === 'others' ? '等其他单位办' : '全部';
          return (
            <>
              <FilterLine
                shown={[whoseWord, kind && NEXT_KIND_WORDS[kind], `${count} 件`].filter(Boolean).join(' · ')}
                choices={[
                  { word: '全部', way: { to: '/next', search: { kind } }, chosen: !whose },
                  {
                    word: '等本单位办',
                    way: { to: '/next', search: { whose: 'mine', kind } },
                    chosen: whose === 'mine',
                  },
                  {
                    word: '等其他单位办',
                    way: { to: '/next', search: { whose: 'others', kind } },
                    chosen: whose === 'others',
                  },
                  ...NEXT_KINDS.map((each) => ({
                    word: NEXT_KIND_WORDS[each],
                    way: { to: '/next' as const, search: { whose, kind: each === kind ? undefined : each } },
                    chosen: kind === each,
                  })),
                ]}
              />
              {tasks.length === 0 ? (
                <Empty title="没有未办的事">有点单、接单、邀请、协议或服务记录等人办理时，会按到期先后列在这里。</Empty>
              ) : (
                <Ledger
                  name="未办事项"
                  columns={[
                    {
                      title: '事项',
                      kind: 'wide',
                      cell: (row) => (
                        <>
                          <a href={row.deskLink} className="ledger__name">
                            {row.title}
                          </a>
                          <span className="ledger__under">
                            {[NEXT_KIND_WORDS[row.kind], row.place].filter(Boolean).join(' · ')}
                          </span>
                        </>
                      ),
                    },
                    {
                      title: '轮到谁',
                      cell: (row) => (
                        <StateTag tone={row.mine ? 'decide' : 'rest'} word={row.mine ? '本单位' : row.who} />
                      ),
                    },
                    { title: '办什么', cell: (row) => row.what },
                    {
                      title: '到期',
                      kind: 'short',
                      cell: ({ dueAt }) => (dueAt ? <Due at={dueAt} /> : '未设期限'),
                    },
                  ]}
                  rows={tasks}
                  foot={
                    page.pageInfo.hasNextPage && !all ? (
                      <Button onClick={() => go({ to: '/next', search: { whose, kind, all: true } })}>再列一些</Button>
                    ) : null
                  }
                />
              )}
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

/** `11月26日 星期四 18:00 前`; what has passed says so. */
function Due({ at }: { at: string }) {
  return (
    <>
      {deadlineWords(at)} {new Date(at) < new Date() ? <StateTag tone="late" word="超期" /> : null}
    </>
  );
}
