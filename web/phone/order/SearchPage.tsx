/** 查找点单: words and conditions in the address, what was found with the words marked, and the search kept for later. */
import { isWholeList, orderSearchOf, type OrderSearch, type SearchPart } from '@jiedui/shared/order/search.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { graphql } from '../../gql/gql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Conditions } from '../../kit/search/Conditions.tsx';
import { SaveSearch } from '../../kit/search/SaveSearch.tsx';
import { SearchBox } from '../../kit/search/SearchBox.tsx';
import { Ask } from '../shell/Ask.tsx';
import { More } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { OrderRow } from './OrderRow.tsx';

const SEARCH = graphql(/* GraphQL */ `
  query PhoneSearch($search: OrderSearchInput!, $after: String) {
    searchOrders(search: $search, first: 20, after: $after) {
      problem {
        code
        message
      }
      parts {
        key
        words
      }
      edges {
        node {
          ...OrderRow
        }
        marks {
          field
          from
          to
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const REGIONS = graphql(/* GraphQL */ `
  query PhoneSearchRegions {
    regions(parentCode: "620500000000") {
      code
      name
    }
  }
`);

export function SearchPage() {
  const search = orderSearchOf(useSearch({ from: '/shell/search' }) as Record<string, unknown>);
  const navigate = useNavigate();
  const go = (next: OrderSearch) =>
    void navigate({ to: '/search', search: orderSearchOf({ ...next }) as never, replace: true, resetScroll: false });
  return (
    <Page title="查找点单">
      <SearchBox value={search.q ?? ''} focused={isWholeList(search)} onSearch={(q) => go({ ...search, q })} />
      <Ask query={REGIONS} variables={{}} rows={2}>
        {({ regions }) => <Results key={JSON.stringify(search)} search={search} regions={regions} onChange={go} />}
      </Ask>
      <Link to="/search/saved" className={buttonClass()}>
        我的筛选
      </Link>
    </Page>
  );
}

interface ResultsProps {
  search: OrderSearch;
  regions: readonly { code: string; name: string }[];
  onChange: (search: OrderSearch) => void;
  after?: string;
}

function Results({ search, regions, onChange, after }: ResultsProps) {
  return (
    <Ask query={SEARCH} variables={{ search, after: after ?? null }}>
      {({ searchOrders: { problem, parts, edges, pageInfo } }) => {
        const own = parts as readonly SearchPart[];
        return (
          <>
            {after ? null : (
              <Head search={search} parts={own} regions={regions} onChange={onChange} empty={problem !== null} />
            )}
            {problem ? <Empty title="请换个词再查">{problem.message}</Empty> : null}
            {!problem && edges.length === 0 ? <Nothing search={search} parts={own} onChange={onChange} /> : null}
            {edges.length === 0 ? null : (
              <section className="section">
                <ul className="ledger">
                  {edges.map(({ node, marks }) => (
                    <li key={node.id}>
                      <OrderRow order={node} marks={marks} />
                    </li>
                  ))}
                </ul>
                <More pageInfo={pageInfo}>
                  {(next) => <Results search={search} regions={regions} onChange={onChange} after={next} />}
                </More>
              </section>
            )}
          </>
        );
      }}
    </Ask>
  );
}

interface HeadProps extends ResultsProps {
  parts: readonly SearchPart[];
  /** Nothing was looked for. */
  empty: boolean;
}

function Head({ search, parts, regions, onChange, empty }: HeadProps): ReactNode {
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Conditions search={search} parts={parts} regions={regions} onChange={onChange} />
      {empty || parts.length === 0 ? null : (
        <p>
          <Button onClick={() => setSaving(true)}>保存这个筛选</Button>
        </p>
      )}
      {saving ? (
        <SaveSearch
          search={search}
          suggestion={parts.map(({ words }) => words.replace(/[“”]/g, '')).join(' ')}
          onClose={() => setSaving(false)}
          onDone={() => setSaving(false)}
        />
      ) : null}
    </>
  );
}

function Nothing({
  search,
  parts,
  onChange,
}: {
  search: OrderSearch;
  parts: readonly SearchPart[];
  onChange: (search: OrderSearch) => void;
}) {
  const narrowed = search.q !== undefined && 1 < parts.length;
  return (
    <Empty
      title="没有找到符合的点单"
      action={narrowed ? <Button onClick={() => onChange({ q: search.q })}>只按“{search.q}”查找</Button> : undefined}
    >
      {narrowed
        ? '可以去掉上面的一个条件，或换个词。'
        : '可以换个说法，如只写地名或服务名称，也可以用拼音首字母，如“djlr”。保存这个筛选，有新点单时会提醒您。'}
    </Empty>
  );
}
