/** 匹配权重: the set in force and the draft beside it, what the draft would change, and the versions before. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { Weights as WeightNumbers } from '@jiedui/shared/matching/weights.ts';
import { Empty } from '../../kit/Blank.tsx';
import { momentWords } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Page } from '../shell/Page.tsx';
import { useSearchOf, type WeightsSearch } from '../shell/way.tsx';
import { MatchingPlaces } from './MatchingPlaces.tsx';
import { Versions } from './Versions.tsx';
import { WeightPreview } from './WeightPreview.tsx';
import { WeightTable } from './WeightTable.tsx';
import { DeskAuthorities, DeskWeightSets } from './weights.documents.ts';
import { isSameWeights, weightsOf } from './weighing.ts';

export type WeightSet = ResultOf<typeof DeskWeightSets>['weightSets'][number];

/** What is being changed, and the version of the draft that it started from; null when there was none. */
export interface Editing {
  readonly weights: WeightNumbers;
  readonly note: string;
  readonly draftVersion: number | null;
}

export function Weights() {
  const { authority } = useSearchOf<WeightsSearch>();
  const [{ data, error }, again] = useQuery({ query: DeskWeightSets, variables: { authorityId: authority ?? null } });
  const active = data?.weightSets.find(({ state }) => state === 'active');
  return (
    <Page
      title="匹配权重"
      lead="推荐组织时各项看得多重。各主管单位定自己的：一个点单按所属主管单位的权重排列，换权重不改变接单条件。"
    >
      <MatchingPlaces />
      <Whose authority={authority} shown={active} />
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ weightSets }) =>
          active ? (
            <Desk key={active.authority.id} sets={weightSets} active={active} />
          ) : (
            <Empty title="还没有权重">权重随主管单位一起开通。没有看到的，可能不在您的管理范围。</Empty>
          )
        }
      </Answer>
    </Page>
  );
}

/** Whose weights are shown, in words; the other authorities that the viewer governs as links. */
function Whose({ authority, shown }: { authority: string | undefined; shown: WeightSet | undefined }) {
  const [{ data }] = useQuery({ query: DeskAuthorities });
  const since = shown?.activatedAt ? `${momentWords(shown.activatedAt)} 启用` : '随系统开通启用';
  return (
    <FilterLine
      shown={shown ? `${shown.authority.name} · 现用 ${shown.name} · ${since}` : '正在读取'}
      choices={
        data === undefined || data.authorities.length < 2
          ? []
          : data.authorities.map(({ id, name }) => ({
              word: name,
              way: { to: '/matching/weights' as const, search: { authority: id } },
              chosen: id === (shown?.authority.id ?? authority),
            }))
      }
    />
  );
}

function Desk({ sets, active }: { sets: readonly WeightSet[]; active: WeightSet }) {
  const draft = sets.find(({ state }) => state === 'draft');
  const [editing, setEditing] = useState<Editing | null>(null);
  const saved = weightsOf((draft ?? active).weights);
  const changed = editing !== null && !(isSameWeights(editing.weights, saved) && editing.note === (draft?.note ?? ''));
  const shown = editing ?? { weights: saved, note: draft?.note ?? '', draftVersion: draft?.version ?? null };
  return (
    <div className="weights">
      <WeightTable
        active={active}
        draft={draft}
        shown={shown}
        changed={changed}
        onChange={(change) => setEditing({ ...shown, ...change })}
        onDrop={() => setEditing(null)}
      />
      <div className="weights__side">
        <WeightPreview draft={draft} active={active} unsaved={changed} />
        <Versions
          sets={sets}
          onTake={(set) =>
            setEditing({
              weights: weightsOf(set.weights),
              note: `照 ${set.name} 恢复`,
              draftVersion: draft?.version ?? null,
            })
          }
        />
      </div>
    </div>
  );
}
