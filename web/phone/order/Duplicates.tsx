/** 有 2 组可能重复: pairs that may be one need, with the reason; a person merges them or says that they are two. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneNeedDuplicatesQuery } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const DUPLICATES = graphql(/* GraphQL */ `
  query PhoneNeedDuplicates {
    needDuplicates {
      reason
      points
      keep {
        ...NeedRow
      }
      merge {
        ...NeedRow
      }
    }
  }
`);

const MERGE = graphql(/* GraphQL */ `
  mutation MergeNeeds($input: MergeNeedsInput!) {
    mergeNeeds(input: $input) {
      ... on Need {
        ...NeedRow
        merges {
          need {
            ...NeedRow
          }
          differentPeople
          mergedAt
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const APART = graphql(/* GraphQL */ `
  mutation KeepNeedsApart($input: KeepNeedsApartInput!) {
    keepNeedsApart(input: $input) {
      ... on Need {
        id
        version
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Twins = PhoneNeedDuplicatesQuery['needDuplicates'][number];

export function Duplicates() {
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const keyOf = ({ keep, merge }: Twins) => `${keep.id} ${merge.id}`;
  return (
    <Ask query={DUPLICATES} variables={{}} quiet>
      {({ needDuplicates }) => {
        const left = needDuplicates.filter((twins) => !done.has(keyOf(twins)));
        if (left.length === 0) return null;
        return (
          <section className="section" aria-label="可能重复的需求">
            <h2>有 {left.length} 组可能重复</h2>
            <ul className="ledger">
              {left.map((twins) => (
                <li key={keyOf(twins)}>
                  <Pair twins={twins} onDone={() => setDone((now) => new Set(now).add(keyOf(twins)))} />
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Ask>
  );
}

function Pair({ twins: { keep, merge, reason }, onDone }: { twins: Twins; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const apart = useAction(APART);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  return (
    <div className="twins">
      <div className="twins__two">
        {[keep, merge].map((need) => (
          <div key={need.id} className="twins__one">
            <Link to="/needs/$id" params={{ id: need.id }}>
              {need.title}
            </Link>
            <span className="hint">{[need.number, need.village, need.people?.text].filter(Boolean).join(' · ')}</span>
          </div>
        ))}
      </div>
      <p className="hint">{reason}</p>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={apart.fault} />
      <div className="actions">
        <Button onClick={() => setOpen(true)}>合并这两条</Button>
        <Button
          kind="plain"
          busy={apart.busy}
          onClick={async () => {
            const answer = await apart.run({ needId: keep.id, otherId: merge.id });
            if (answer === null) return;
            if (answer.__typename !== 'Need') return setRefused(answer.message);
            say('已记下：是两条需求，不再提示合并。');
            onDone();
          }}
        >
          不是重复
        </Button>
      </div>
      <MergeSheet open={open} keep={keep} merge={merge} onClose={() => setOpen(false)} onDone={onDone} />
    </div>
  );
}

function MergeSheet({
  open,
  keep,
  merge,
  onClose,
  onDone,
}: Pick<Twins, 'keep' | 'merge'> & { open: boolean; onClose: () => void; onDone: () => void }) {
  const [people, setPeople] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const merging = useAction(MERGE);
  const say = useToast();
  const addable = keep.people && merge.people && keep.people.unit === merge.people.unit;
  const send = async () => {
    if (people === '') return setProblem('请选择两条说的是不是同一批人');
    const answer = await merging.run({
      sourceId: merge.id,
      sourceVersion: merge.version,
      targetId: keep.id,
      targetVersion: keep.version,
      differentPeople: people === 'different',
    });
    if (answer === null) return;
    if (answer.__typename !== 'Need') return setProblem(answer.message);
    say(`已并入“${answer.title}”，两条原文都保留，可随时拆开。`);
    onClose();
    onDone();
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="合并这两条需求"
      foot={
        <>
          <Button kind="primary" busy={merging.busy} busyWord="正在合并…" onClick={() => void send()}>
            合并需求
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <p>
        “{merge.title}”（{merge.people?.text ?? '没写人数'}）并入“{keep.title}”（{keep.people?.text ?? '没写人数'}
        ）。两条原文都保留，可以拆开。
      </p>
      <Choice
        label="两条说的是"
        options={[
          { value: 'same', label: '同一批人', note: `人数不相加，仍为 ${keep.people?.text ?? '未写'}` },
          ...(addable ? [{ value: 'different', label: '不同的人', note: '人数相加' }] : []),
        ]}
        value={people}
        onChange={(value) => {
          setPeople(value);
          setProblem(null);
        }}
        problem={problem}
        help={addable ? undefined : '两条的人数单位不同或没写人数，不能相加。'}
      />
      <FaultNote fault={merging.fault} />
    </Sheet>
  );
}
