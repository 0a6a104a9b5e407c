/** How many needs there are of each kind; every figure opens its rows. */
import { NEED_TYPE_WORDS, NEED_TYPES, ORDER_MODE_WORDS, ORDER_MODES } from '@jiedui/shared/order/order.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { shortWords } from '../../kit/format.ts';
import { type NeedsSearch, WayLink } from '../shell/way.tsx';
import type { DeskNeedCounts } from './needs.documents.ts';

type Count = ResultOf<typeof DeskNeedCounts>['needCounts'][number];

/** More types than this are a list, not an overview. */
const TYPES_SHOWN = 8;

export function wordsOfCount(by: Count['by'], value: string): string {
  if (by === 'service_type') return shortWords(serviceTypeWords(value));
  if (by === 'need_type') return NEED_TYPE_WORDS[value as keyof typeof NEED_TYPE_WORDS] ?? value;
  return by === 'mode' ? (ORDER_MODE_WORDS[value as keyof typeof ORDER_MODE_WORDS] ?? value) : value;
}

/** What the address becomes when the figure is opened, or closed again. */
function searchFor(search: NeedsSearch, { by, value }: Count): NeedsSearch {
  const oneOf = <Value extends string>(list: readonly Value[], now: Value | undefined) =>
    now === value ? undefined : list.find((each) => each === value);
  if (by === 'service_type') return { ...search, type: search.type === value ? undefined : value };
  if (by === 'need_type') return { ...search, need: oneOf(NEED_TYPES, search.need) };
  return { ...search, mode: oneOf(ORDER_MODES, search.mode) };
}

const PARTS = [
  ['service_type', '按服务类型', 'type'],
  ['need_type', '按需求类型', 'need'],
  ['mode', '输血、造血', 'mode'],
] as const;

export function NeedCounts({ counts, search }: { counts: readonly Count[]; search: NeedsSearch }) {
  return PARTS.map(([by, word, key]) => {
    const part = counts.filter((count) => count.by === by).slice(0, TYPES_SHOWN);
    if (part.length === 0) return null;
    return (
      <nav key={by} className="filter__choices" aria-label={word}>
        <span className="filter__word">{word}</span>
        {part.map((count) => (
          <WayLink
            key={count.value}
            to="/needs"
            search={searchFor(search, count)}
            className={search[key] === count.value ? 'filter__choice filter__choice--on' : 'filter__choice'}
            aria-current={search[key] === count.value ? 'true' : undefined}
          >
            {wordsOfCount(by, count.value)} {count.count} 条
          </WayLink>
        ))}
      </nav>
    );
  });
}
