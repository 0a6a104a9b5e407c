/** 需求清单: what may be one need on top, then the needs by state; several can be chosen and become one order. */
import { NEED_STATES, NEED_STATE_WORDS, type NeedState } from '@jiedui/shared/order/need.ts';
import { SCREEN_TOGETHER_MOST } from '@jiedui/shared/order/need-screening.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { NeedRowFragment } from '../../gql/graphql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { StickyAction } from '../../kit/Parts.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { Duplicates } from './Duplicates.tsx';
import { NeedRow } from './NeedRow.tsx';
import { OrderPlaces } from './OrderPlaces.tsx';
import { ScreenInSheet } from './ScreenIn.tsx';
import './need.css';

const NEEDS = graphql(/* GraphQL */ `
  query PhoneNeeds($states: [NeedState!], $after: String) {
    needs(first: 30, after: $after, filter: { states: $states }) {
      totalCount
      edges {
        node {
          ...NeedRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const ExportList = lazy(() => import('../shell/ExportList.tsx'));

const SHOWN: readonly NeedState[] = ['recorded', 'draft', 'screened_in', 'met', 'screened_out', 'merged'];
const ALL = 'all';
const FILTERS = [
  ...SHOWN.map((state) => ({
    value: state === 'recorded' ? undefined : (state as string),
    label: NEED_STATE_WORDS[state],
  })),
  { value: ALL, label: '全部' },
];

export function NeedsPage() {
  const { state } = useSearch({ from: '/shell/needs' });
  const chosen = state === ALL ? null : (NEED_STATES.find((one) => one === state) ?? 'recorded');
  const [picked, setPicked] = useState<readonly NeedRowFragment[]>([]);
  const [open, setOpen] = useState(false);
  if (useSide() !== 'station') return <NoPermission who="社工站" />;
  const toggle = (need: NeedRowFragment) =>
    setPicked((now) =>
      now.some(({ id }) => id === need.id) ? now.filter(({ id }) => id !== need.id) : [...now, need],
    );
  return (
    <Page title="需求清单">
      <OrderPlaces at="/needs" />
      {chosen === 'recorded' ? <Duplicates /> : null}
      <Filters label="按状态筛选" to="/needs" name="state" value={state} options={FILTERS} />
      <NeedList key={chosen} state={chosen} picked={picked} onPick={chosen === 'recorded' ? toggle : null} />
      <StickyAction>
        {picked.length === 0 ? (
          <Link to="/needs/new" className={buttonClass('primary')}>
            登记需求
          </Link>
        ) : (
          <>
            <Button kind="primary" onClick={() => setOpen(true)}>
              把 {picked.length} 条转为点单
            </Button>
            <Button kind="plain" onClick={() => setPicked([])}>
              不选了
            </Button>
          </>
        )}
      </StickyAction>
      <ScreenInSheet open={open} onClose={() => setOpen(false)} needs={picked} />
    </Page>
  );
}

interface NeedListProps {
  state: NeedState | null;
  picked: readonly NeedRowFragment[];
  /** Null where nothing can be chosen. */
  onPick: ((need: NeedRowFragment) => void) | null;
  after?: string;
}

function NeedList({ state, picked, onPick, after }: NeedListProps) {
  return (
    <Ask query={NEEDS} variables={{ states: state ? [state] : null, after: after ?? null }}>
      {({ needs }) =>
        needs.edges.length === 0 ? (
          <Nothing state={state} />
        ) : (
          <section className="section">
            {after ? null : <Shown what={[state ? NEED_STATE_WORDS[state] : '全部']} count={needs.totalCount} />}
            {after ? null : (
              <Suspense fallback={null}>
                <ExportList list="needs" count={needs.totalCount} states={state ? [state] : null} />
              </Suspense>
            )}
            <ul className="ledger">
              {needs.edges.map(({ node }) => {
                const chosen = picked.some(({ id }) => id === node.id);
                return (
                  <li key={node.id} className={onPick ? 'need-pick' : undefined}>
                    {onPick ? (
                      <label className="need-pick__box">
                        <input
                          type="checkbox"
                          checked={chosen}
                          disabled={!chosen && SCREEN_TOGETHER_MOST <= picked.length}
                          onChange={() => onPick(node)}
                        />
                        <span className="only-spoken">选中“{node.title}”</span>
                      </label>
                    ) : null}
                    <NeedRow need={node} />
                  </li>
                );
              })}
            </ul>
            <More pageInfo={needs.pageInfo}>
              {(next) => <NeedList state={state} picked={picked} onPick={onPick} after={next} />}
            </More>
          </section>
        )
      }
    </Ask>
  );
}

function Nothing({ state }: { state: NeedState | null }) {
  if (state === 'recorded' || state === null)
    return (
      <Empty
        title={state ? '没有等待筛选的需求' : '还没有需求'}
        action={
          <Link to="/surveys/new" className={buttonClass()}>
            记一次调查
          </Link>
        }
      >
        走访、电话或座谈中发现的需求，随调查一起记下，就会列在这里，再逐条转为点单。
      </Empty>
    );
  return (
    <Empty
      title={`没有“${NEED_STATE_WORDS[state]}”的需求`}
      action={
        <Link to="/needs" className={buttonClass()}>
          看待筛选的
        </Link>
      }
    />
  );
}
