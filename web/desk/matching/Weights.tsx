/** 匹配权重: the set in force and the draft beside it, what the draft would change, and the versions before. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { Weights as WeightNumbers } from '@jiedui/shared/matching/weights.ts';
import { Empty } from '../../kit/Blank.tsx';
import { momentWords } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { MatchingPlaces } from './MatchingPlaces.tsx';
import { Versions } from './Versions.tsx';
import { WeightPreview } from './WeightPreview.tsx';
import { WeightTable } from './WeightTable.tsx';
import { DeskWeightSets } from './weights.documents.ts';
import { isSameWeights, weightsOf } from './weighing.ts';

export type WeightSet = ResultOf<typeof DeskWeightSets>['weightSets'][number];

/** What is being changed, and the version of the draft that it started from; null when there was none. */
export interface Editing {
  readonly weights: WeightNumbers;
  readonly note: string;
  readonly draftVersion: number | null;
}

export function Weights() {
  const [{ data, error }, again] = useQuery({ query: DeskWeightSets });
  const active = data?.weightSets.find(({ state }) => state === 'active');
  return (
    <Page
      title="匹配权重"
      lead={
        active
          ? `推荐组织时各项看得多重。${active.authority.name}现用 ${active.name}${
              active.activatedAt ? `，${momentWords(active.activatedAt)} 启用` : '，随系统开通启用'
            }。`
          : '推荐组织时各项看得多重。'
      }
    >
      <MatchingPlaces />
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ weightSets }) =>
          active ? (
            <Desk sets={weightSets} active={active} />
          ) : (
            <Empty title="还没有权重">权重随主管单位一起开通。请由系统管理员先开通主管单位。</Empty>
          )
        }
      </Answer>
    </Page>
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
