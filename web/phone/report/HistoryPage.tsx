/** 变化经过: the history of the own list, or of one order or offer on it: when, who, what, and what it was before. */
import { localDateOf, formatDate, formatTime } from '@jiedui/shared/calendar.ts';
import { useSearch } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { More } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';

const PAGE = 20;
const HISTORY = graphql(/* GraphQL */ `
  query PhoneHistory($of: ID, $after: String) {
    listHistory(first: 20, of: $of, after: $after) {
      id
      thingId
      at
      by
      title
      what
      differences {
        name
        before
        after
      }
    }
  }
`);

export function HistoryPage() {
  const { of } = useSearch({ from: '/shell/history' });
  const side = useSide();
  if (side !== 'station' && side !== 'organization') return <NoPermission who="社工站或社会组织" />;
  const list = side === 'station' ? '需求清单' : '供给清单';
  return (
    <Page
      title={of ? '变化经过' : `本单位${list}的变化`}
      back={
        side === 'organization'
          ? { to: '/offers', word: '我的供给' }
          : of
            ? { to: '/orders/$id', params: { id: of }, word: '点单' }
            : { to: '/me', word: '我的' }
      }
    >
      <p className="hint">{list}上的每一次变动都有记录，不能改写；哪一天的清单都能照原样查到。</p>
      <Lines of={of} />
    </Page>
  );
}

function Lines({ of, after }: { of: string | undefined; after?: string }) {
  return (
    <Ask query={HISTORY} variables={{ of: of ?? null, after: after ?? null }}>
      {({ listHistory }) =>
        listHistory.length === 0 && !after ? (
          <Empty title="还没有变化">发布以后的每一次改动、确认和办理，会按时间列在这里。</Empty>
        ) : (
          <>
            <ol className="ledger">
              {listHistory.map((line) => {
                const at = new Date(line.at);
                return (
                  <li key={line.id}>
                    <div className="row">
                      <span className="row__over">
                        {formatDate(localDateOf(at))} {formatTime(at)}
                        {line.by ? ` · ${line.by}` : ''}
                      </span>
                      <span className="row__title">{of ? line.what : `${line.title}：${line.what}`}</span>
                      {line.differences.map(({ name, before, after: now }) => (
                        <span key={name} className="row__line">
                          {name}：<del>{before}</del> → <ins>{now}</ins>
                        </span>
                      ))}
                    </div>
                  </li>
                );
              })}
            </ol>
            <More pageInfo={{ hasNextPage: listHistory.length === PAGE, endCursor: listHistory.at(-1)?.id }}>
              {(next) => <Lines of={of} after={next} />}
            </More>
          </>
        )
      }
    </Ask>
  );
}
