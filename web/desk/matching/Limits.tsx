/** 对接限制: which stations and organizations are not matched with each other, why, until when; and how that ends. */
import { formatDay, type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import type { Fault } from '../../kit/fault.ts';
import { dayWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { LimitSheet } from './LimitSheet.tsx';
import { DeskEndConflict, DeskLiftBlock, DeskLimits } from './limits.documents.ts';
import { MatchingPlaces } from './MatchingPlaces.tsx';

type Block = ResultOf<typeof DeskLimits>['blockedPairs'][number];
type Conflict = ResultOf<typeof DeskLimits>['conflictsOfInterest'][number];

const pairColumns: readonly Column<Block | Conflict>[] = [
  {
    title: '社工站',
    cell: ({ station }) => (
      <>
        <b>{station.name}</b>
        <span className="ledger__under">{station.county.name}</span>
      </>
    ),
  },
  { title: '社会组织', cell: ({ organization }) => organization.name },
];

const BLOCKS: readonly Column<Block>[] = [
  ...pairColumns,
  { title: '原因', kind: 'wide', cell: ({ reason }) => reason },
  {
    title: '期限',
    cell: ({ untilOn, blockedAt }) => (
      <>
        {untilOn ? `至 ${formatDay(untilOn as LocalDate)}` : '未定，到解除为止'}
        <span className="ledger__under">{dayWords(localDateOf(new Date(blockedAt)))} 设置</span>
      </>
    ),
  },
  { title: '办理', cell: (block) => <Lift block={block} /> },
];

const CONFLICTS: readonly Column<Conflict>[] = [
  ...pairColumns,
  { title: '关系', kind: 'wide', cell: ({ reason }) => reason },
  { title: '申报', cell: ({ declaredAt }) => dayWords(localDateOf(new Date(declaredAt))) },
  { title: '办理', cell: (conflict) => <EndConflict conflict={conflict} /> },
];

export function Limits() {
  const [{ data, error }, again] = useQuery({ query: DeskLimits });
  const [adding, setAdding] = useState<'block' | 'conflict' | null>(null);
  return (
    <Page title="对接限制" lead="下列社工站与社会组织之间互不推荐、不能接单，直到期满或解除。双方都会看到原因。">
      <MatchingPlaces />
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={4}>
        {({ blockedPairs, conflictsOfInterest }) => (
          <div className="limits__columns">
            <Part
              title="暂停对接"
              none="没有暂停对接的。社工站可在手机“我的 · 对接限制”里设置，民政局也可在这里设置。"
              add="暂停一对的对接"
              onAdd={() => setAdding('block')}
              table={blockedPairs.length === 0 ? null : <Ledger name="暂停对接" columns={BLOCKS} rows={blockedPairs} />}
            />
            <Part
              title="利益关系申报"
              none="没有申报。负责人为近亲属、相互任职或持有权益的，由任一方在手机上申报，民政局也可在这里登记。"
              add="登记利益关系"
              onAdd={() => setAdding('conflict')}
              table={
                conflictsOfInterest.length === 0 ? null : (
                  <Ledger name="利益关系申报" columns={CONFLICTS} rows={conflictsOfInterest} />
                )
              }
            />
          </div>
        )}
      </Answer>
      <LimitSheet kind={adding} onClose={() => setAdding(null)} />
    </Page>
  );
}

interface PartProps {
  title: string;
  none: string;
  add: string;
  onAdd: () => void;
  table: ReactNode;
}

function Part({ title, none, add, onAdd, table }: PartProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {table ?? <p className="prose">{none}</p>}
      <p>
        <Button onClick={onAdd}>{add}</Button>
      </p>
    </section>
  );
}

function Lift({ block }: { block: Block }) {
  const lift = useAction(DeskLiftBlock);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const pair = `${block.station.name}与${block.organization.name}`;
  const press = async () => {
    const answer = await lift.run({ id: block.id, expectedVersion: block.version });
    if (answer?.__typename === 'BlockedPair') say(`已恢复${pair}对接。`);
    else if (answer) setRefused(answer.message);
  };
  return <Ending word="恢复对接" of={pair} action={lift} refused={refused} onPress={press} />;
}

function EndConflict({ conflict }: { conflict: Conflict }) {
  const end = useAction(DeskEndConflict);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const pair = `${conflict.station.name}与${conflict.organization.name}`;
  const press = async () => {
    const answer = await end.run({ id: conflict.id, expectedVersion: conflict.version });
    if (answer?.__typename === 'ConflictOfInterest') say(`已撤销${pair}的申报，双方恢复推荐。`);
    else if (answer) setRefused(answer.message);
  };
  return <Ending word="撤销申报" of={pair} action={end} refused={refused} onPress={press} />;
}

interface EndingProps {
  word: string;
  of: string;
  action: { readonly busy: boolean; readonly fault: Fault | null };
  refused: string | null;
  onPress: () => Promise<void>;
}

function Ending({ word, of, action: { busy, fault }, refused, onPress }: EndingProps) {
  const said = refused ?? (fault ? `${fault.title}，没有变化。${fault.remedy}（代码 ${fault.code}）` : null);
  return (
    <>
      <Button busy={busy} busyWord="正在办理…" onClick={() => void onPress()}>
        {word}
        <span className="only-spoken">：{of}</span>
      </Button>
      {said ? (
        <div role="alert">
          <Note tone="late">{said}</Note>
        </div>
      ) : null}
    </>
  );
}
