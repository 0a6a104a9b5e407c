/** The parts with their weight in force and in the draft: each changed by ＋, − or by writing, the whole always 100%. */
import { PART_CODES, PART_WORDS, type PartCode } from '@jiedui/shared/matching/part-values.ts';
import { NOTE_MAX } from '@jiedui/shared/matching/weight-set.ts';
import { WEIGHT_SUM } from '@jiedui/shared/matching/weights.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { clockWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { PART_MEANINGS } from './meanings.ts';
import { WeightField } from './WeightField.tsx';
import type { Editing, WeightSet } from './Weights.tsx';
import { DeskSaveWeightDraft } from './weights.documents.ts';
import { changeWords, percentWords, remainderOf, spread, weightsOf, withWeight } from './weighing.ts';

interface WeightTableProps {
  active: WeightSet;
  draft: WeightSet | undefined;
  shown: Editing;
  changed: boolean;
  onChange: (change: Partial<Editing>) => void;
  /** What was changed is given up, or has been saved. */
  onDrop: () => void;
}

export function WeightTable({ active, draft, shown, changed, onChange, onDrop }: WeightTableProps) {
  const now = weightsOf(active.weights);
  const left = remainderOf(shown.weights);
  return (
    <section className="weights__table" aria-labelledby="weights-draft">
      <h2 id="weights-draft" className="side__title">
        {draft ? `草稿 ${draft.name}` : '拟一份新的权重'}
        {draft?.savedAt ? <small>已保存 {clockWords(draft.savedAt)}</small> : null}
      </h2>
      <table className="weighing">
        <caption className="only-spoken">各项权重，现用与草稿</caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="weighing__number">
              现用
            </th>
            <th scope="col">草稿</th>
            <th scope="col" className="weighing__number">
              变化
            </th>
          </tr>
        </thead>
        <tbody>
          {PART_CODES.map((code) => (
            <tr key={code}>
              <th scope="row">
                {PART_WORDS[code]}
                <small>{PART_MEANINGS[code]}</small>
              </th>
              <td className="weighing__number">{percentWords(now[code])}</td>
              <td>
                <WeightField
                  name={PART_WORDS[code]}
                  weights={shown.weights}
                  code={code}
                  onChange={(weight) => onChange({ weights: withWeight(shown.weights, code, weight) })}
                />
              </td>
              <td className={wayOf(now[code], shown.weights[code])}>{changeWords(now[code], shown.weights[code])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Remainder left={left} onSpread={() => onChange({ weights: spread(shown.weights) })} />
      <TextArea
        label="为什么这样改"
        optional
        help={`给接手的同事看，${NOTE_MAX} 字以内，例如“山区乡镇反映路程考虑不够”。`}
        value={shown.note}
        maxLength={NOTE_MAX}
        onChange={(note) => onChange({ note })}
      />
      <SaveDraft authorityId={active.authority.id} shown={shown} left={left} changed={changed} onDrop={onDrop} />
    </section>
  );
}

function Remainder({ left, onSpread }: { left: number; onSpread: () => void }) {
  return (
    <p className={left === 0 ? 'weighing__sum' : 'weighing__sum weighing__sum--open'} role="status">
      {left === 0 ? (
        '合计 100%，已全部分配。要加某一项，请先从别的项减。'
      ) : (
        <>
          <span>
            已分配 {percentWords(WEIGHT_SUM - left)}，还有 <b>{percentWords(left)}</b> 没有分配，分完才能保存。
          </span>
          <Button kind="plain" onClick={onSpread}>
            按比例分给各项
          </Button>
        </>
      )}
    </p>
  );
}

function SaveDraft({
  authorityId,
  shown,
  left,
  changed,
  onDrop,
}: {
  authorityId: string;
  shown: Editing;
  left: number;
  changed: boolean;
  onDrop: () => void;
}) {
  const save = useAction(DeskSaveWeightDraft);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const press = async () => {
    setRefused(null);
    const answer = await save.run({
      authorityId,
      expectedVersion: shown.draftVersion,
      note: shown.note,
      weights: PART_CODES.map((code: PartCode) => ({ code, weight: shown.weights[code] })),
    });
    if (answer === null) return;
    if (answer.__typename === 'WeightSet') {
      say(`草稿 ${answer.name} 已保存，右侧是按它试算的结果。`);
      onDrop();
    } else
      setRefused(
        answer.__typename === 'StaleVersion'
          ? '刚有同事改过这份草稿。请放弃本次改动，看过最新的草稿再改。'
          : answer.message,
      );
  };
  if (!changed) return null;
  return (
    <>
      {(refused ?? save.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ??
              `${save.fault?.title}，草稿还没有保存，您改的还在本页。${save.fault?.remedy}（代码 ${save.fault?.code}）`}
          </Note>
        </div>
      ) : null}
      <p className="weighing__acts">
        <Button kind="primary" busy={save.busy} busyWord="正在保存…" disabled={left !== 0} onClick={() => void press()}>
          保存草稿并试算
        </Button>
        <Button onClick={onDrop}>放弃本次改动</Button>
      </p>
    </>
  );
}

function wayOf(from: number, to: number): string {
  return from === to ? 'weighing__number weighing__same' : 'weighing__number weighing__moved';
}
