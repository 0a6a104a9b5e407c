/** 结对一览表: who helps whom under which agreement; columns of the bureau's own table. */
import { PAIRING_KIND_WORDS } from '@jiedui/shared/pairing/pairing.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dateWords, windowWords } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { AgreementSheet } from './AgreementSheet.tsx';
import { AgreementTag, type Pairing } from './AgreementTag.tsx';
import { LimitSide, limitWords } from './LimitForm.tsx';
import { DeskPairings } from './pairings.documents.ts';
import { WayLink, useGo, useSearchOf, type PairingsSearch } from '../shell/way.tsx';

const columns: readonly Column<Pairing & { seq: number }>[] = [
  {
    title: '社工站',
    cell: ({ id, seq, station }) => (
      <>
        <WayLink to="/pairings" search={{ pairing: id }} className="ledger__name">
          {station.name}
        </WayLink>
        <span className="ledger__under">
          第 {seq} 对 · {station.county.name}
        </span>
      </>
    ),
  },
  {
    title: '帮扶社会组织',
    cell: ({ organization, kind }) => (
      <>
        {organization.name}
        <span className="ledger__under">{PAIRING_KIND_WORDS[kind]}</span>
      </>
    ),
  },
  {
    title: '协议编号',
    kind: 'short',
    cell: ({ agreement, paper }) =>
      agreement?.number ??
      (paper ? (
        <>
          {paper.number ?? '无编号'}
          <span className="ledger__under">纸质协议{paper.filedOn ? ` · ${dateWords(paper.filedOn)}备案` : ''}</span>
        </>
      ) : (
        <span className="ledger__none">尚未起草</span>
      )),
  },
  { title: '起止日期', kind: 'short', cell: ({ fromOn, toOn }) => windowWords(fromOn, toOn) },
  {
    title: '帮扶目标',
    kind: 'wide',
    cell: ({ agreement, paper }) => agreement?.goal ?? paper?.goal ?? paper?.help ?? '—',
  },
  { title: '状态', cell: (pairing) => <AgreementTag pairing={pairing} /> },
  {
    title: '协议书',
    cell: ({ agreement }) =>
      agreement ? (
        <a href={agreement.documentUrl} download className="ledger__act">
          下载<span className="only-spoken"> {agreement.number} </span>（Word）
        </a>
      ) : (
        <span className="ledger__none">—</span>
      ),
  },
];

export function Pairings() {
  const { pairing } = useSearchOf<PairingsSearch>();
  const go = useGo();
  const [{ data, error }, again] = useQuery({ query: DeskPairings });
  const [limiting, setLimiting] = useState(false);
  const programme = data?.pairings.at(-1)?.programme;
  const open = (id: string | undefined) => go({ to: '/pairings', search: { pairing: id } });
  return (
    <Page
      title="结对一览表"
      lead={data ? `共 ${data.pairings.length} 对。${wordsOf(data.pairings)}` : '社会组织与社工站的结对和协议。'}
      actions={
        <>
          <ExportLink list="pairings" count={data?.pairings.length ?? null} />
          <ExportLink list="pairings" count={data?.pairings.length ?? null} official="结对一览表" />
          <WayLink to="/imports" search={{ kind: 'pairings' }} className={buttonClass('quiet')}>
            导入结对一览表
          </WayLink>
          {programme?.mayLimit ? <Button onClick={() => setLimiting(true)}>{limitWords(programme)}</Button> : null}
        </>
      }
    >
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ pairings }) =>
          pairings.length === 0 ? (
            <Empty title="还没有结对">社工站确认接单、双方签了协议以后，结对会列在这里。</Empty>
          ) : (
            <>
              <Ledger
                name="结对一览表"
                columns={columns}
                rows={pairings.map((each, index) => ({ ...each, seq: index + 1 }))}
                onOpen={(row) => open(row.id)}
                openedId={pairing}
              />
              {programme ? (
                <LimitSide programme={programme} open={limiting} onClose={() => setLimiting(false)} />
              ) : null}
              <AgreementSheet pairing={pairings.find(({ id }) => id === pairing)} onClose={() => open(undefined)} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

/** `10 对的协议已生效` and what waits, as one sentence. */
function wordsOf(pairings: readonly Pairing[]): string {
  const active = pairings.filter(({ agreement }) => agreement?.state === 'active').length;
  const awaiting = pairings.filter(({ agreement }) => agreement?.state.startsWith('awaiting')).length;
  const suspended = pairings.filter(({ state }) => state === 'suspended').length;
  const without = pairings.filter(({ agreement, paper }) => !agreement && !paper).length;
  return [
    `${active} 对的协议生效中`,
    awaiting === 0 ? null : `${awaiting} 对待签字`,
    suspended === 0 ? null : `${suspended} 对已暂停`,
    without === 0 ? null : `${without} 对尚未起草协议`,
  ]
    .filter(Boolean)
    .join('，')
    .concat('。');
}
