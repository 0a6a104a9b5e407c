/** 试算: which open orders would get another first recommendation under the draft, and by which parts; then its activation. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { WayLink } from '../shell/way.tsx';
import type { WeightSet } from './Weights.tsx';
import { DeskActivateWeightSet, DeskWeightPreview } from './weights.documents.ts';
import { percentWords } from './weighing.ts';

type Preview = NonNullable<ResultOf<typeof DeskWeightPreview>['weightPreview']>;
type Changed = Preview['changed'][number];

interface WeightPreviewProps {
  draft: WeightSet | undefined;
  active: WeightSet;
  unsaved: boolean;
}

export function WeightPreview({ draft, active, unsaved }: WeightPreviewProps) {
  return (
    <section aria-labelledby="weights-preview">
      <h2 id="weights-preview" className="side__title">
        试算
      </h2>
      {draft === undefined ? (
        <p className="prose">
          保存草稿后，这里会按现在可接的点单试算：哪些点单的首推会换、换成谁、因为哪一项。启用之前，推荐仍按{' '}
          {active.name}。
        </p>
      ) : (
        <>
          {unsaved ? <Note tone="decide">您刚改的还没有保存，下面仍是按已保存的 {draft.name} 试算。</Note> : null}
          <OfDraft key={draft.id} draft={draft} active={active} unsaved={unsaved} />
        </>
      )}
    </section>
  );
}

function OfDraft({ draft, active, unsaved }: { draft: WeightSet; active: WeightSet; unsaved: boolean }) {
  const [{ data, error }, again] = useQuery({ query: DeskWeightPreview, variables: { id: draft.id } });
  const [asking, setAsking] = useState(false);
  return (
    <Answer
      data={data?.weightPreview ?? undefined}
      error={error}
      onRetry={() => again({ requestPolicy: 'network-only' })}
      rows={2}
    >
      {(preview) => (
        <>
          <p className="preview__sum">{sumWords(preview, draft.name)}</p>
          {preview.changed.length === 0 ? null : (
            <ol className="preview">
              {preview.changed.map((changed) => (
                <OneChanged key={changed.order.id} changed={changed} />
              ))}
            </ol>
          )}
          {unsaved ? null : (
            <p className="weighing__acts">
              <Button kind="primary" onClick={() => setAsking(true)}>
                启用 {draft.name}
              </Button>
            </p>
          )}
          <Activate open={asking} onClose={() => setAsking(false)} draft={draft} active={active} preview={preview} />
        </>
      )}
    </Answer>
  );
}

/** 首推由甲变为乙, and the parts that decide, each with its old and its new weight. */
function OneChanged({ changed: { order, oldFirst, newFirst, parts } }: { changed: Changed }) {
  return (
    <li>
      <WayLink to="/orders" search={{ order: order.id }} className="ledger__name">
        {order.title}
      </WayLink>
      <span className="ledger__under">{order.station.name}</span>
      <p>
        首推由 <b>{oldFirst.name}</b> 变为 <b>{newFirst.name}</b>。
      </p>
      {parts.map((part) => (
        <p key={part.code} className="preview__why">
          {part.name}
          {part.oldWeight === part.newWeight
            ? `仍占 ${percentWords(part.newWeight)}`
            : `由 ${percentWords(part.oldWeight)} 改为 ${percentWords(part.newWeight)}`}
          ，这一项{newFirst.name}
          {part.oldValue < part.newValue ? '较优' : '较弱'}。
        </p>
      ))}
    </li>
  );
}

interface ActivateProps {
  open: boolean;
  onClose: () => void;
  draft: WeightSet;
  active: WeightSet;
  preview: Preview;
}

function Activate({ open, onClose, draft, active, preview }: ActivateProps) {
  const activate = useAction(DeskActivateWeightSet);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const close = () => {
    setRefused(null);
    activate.clear();
    onClose();
  };
  const press = async () => {
    const answer = await activate.run({ weightSetId: draft.id, expectedVersion: draft.version });
    if (answer === null) return;
    if (answer.__typename === 'WeightSet') {
      say(`已启用 ${answer.name}，各点单的推荐从现在起按它排列。`);
      close();
    } else
      setRefused(
        answer.__typename === 'StaleVersion'
          ? '刚有同事改过这份草稿，已换成最新内容，请核对后再启用。'
          : answer.message,
      );
  };
  return (
    <Sheet
      open={open}
      title={`启用 ${draft.name}，停用 ${active.name}`}
      onClose={close}
      foot={
        <>
          <Button kind="primary" busy={activate.busy} busyWord="正在启用…" onClick={() => void press()}>
            启用 {draft.name}
          </Button>
          <Button onClick={close}>再看一看</Button>
        </>
      }
    >
      <p>{sumWords(preview, draft.name)}</p>
      <p>
        启用后立即用于{draft.authority.name}
        的全部点单，社工站和社会组织看到的推荐随之变化；已接的单不受影响。启用过的权重不能再改，需要恢复时，可照{' '}
        {active.name} 另拟草稿。
      </p>
      {(refused ?? activate.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ??
              `${activate.fault?.title}，还没有启用。${activate.fault?.remedy}（代码 ${activate.fault?.code}）`}
          </Note>
        </div>
      ) : null}
    </Sheet>
  );
}

/** `按 v2 试算：8 件可接的点单中 7 件有推荐，其中 3 件的首推会换。` */
export function sumWords(
  { openCount, orderCount, rankedCount, changedCount }: Omit<Preview, 'changed' | '__typename'>,
  name: string,
): string {
  if (openCount === 0) return `按 ${name} 试算：现在没有可接的点单，看不出变化。`;
  const looked =
    orderCount < openCount
      ? `${openCount} 件可接的点单中看了最新的 ${orderCount} 件，`
      : `${openCount} 件可接的点单中 `;
  const change = changedCount === 0 ? '首推都不变' : `其中 ${changedCount} 件的首推会换`;
  return `按 ${name} 试算：${looked}${rankedCount} 件有推荐，${change}。`;
}
