/** 导入: which list, its template, the file, and what was imported before. */
import { IMPORT_KIND_WORDS, IMPORT_KINDS, type ImportKind } from '@jiedui/shared/report/import/layout.ts';
import { IMPORT_KIND_LEADS, IMPORT_STATE_WORDS } from '@jiedui/shared/report/import/import.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { type DragEvent, useRef, useState } from 'react';
import { formatInstant } from '@jiedui/shared/calendar.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type ImportsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { DeskImports } from './imports.documents.ts';
import './imports.css';
import { FileNotSent, sendFile } from '../../kit/send-file.ts';

type Job = ResultOf<typeof DeskImports>['imports']['edges'][number]['node'];

const columns: readonly Column<Job>[] = [
  {
    title: '文件',
    kind: 'wide',
    cell: ({ id, fileName, kind }) => (
      <>
        <WayLink to="/imports/$id" params={{ id }} className="ledger__name">
          {fileName}
        </WayLink>
        <span className="ledger__under">{IMPORT_KIND_WORDS[kind]}</span>
      </>
    ),
  },
  { title: '上传', kind: 'short', cell: ({ createdAt }) => formatInstant(new Date(createdAt)) },
  { title: '经办人', cell: ({ startedBy }) => startedBy },
  { title: '状态', cell: ({ state }) => IMPORT_STATE_WORDS[state] },
  { title: '导入（行）', kind: 'number', cell: ({ counts }) => counts.imported },
  { title: '已有（行）', kind: 'number', cell: ({ counts }) => counts.unchanged },
  { title: '未导入（行）', kind: 'number', cell: ({ counts }) => counts.invalid + counts.refused },
];

export function Imports() {
  const { kind = 'needs' } = useSearchOf<ImportsSearch>();
  const go = useGo();
  const list = usePages(DeskImports, { kind }, (data) => data.imports);
  const word = IMPORT_KIND_WORDS[kind];
  return (
    <Page title="导入" lead="把手里的 Excel 清单一次录入。先预览、逐格指出问题，确认以后才写入。">
      <FilterLine
        shown={word}
        choices={IMPORT_KINDS.map((each) => ({
          word: IMPORT_KIND_WORDS[each],
          way: { to: '/imports', search: { kind: each } },
          chosen: each === kind,
        }))}
      />
      <p className="imports__hint">{IMPORT_KIND_LEADS[kind]}</p>
      <SendCard key={kind} kind={kind} onSent={(id) => go({ to: '/imports/$id', params: { id } })} />
      <h2 className="imports__past">以往的导入</h2>
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={`还没有导入过${word}`}>下载模板填好，拖到上面的方框里，就会列在这里。</Empty>
          ) : (
            <Ledger
              name="以往的导入"
              columns={columns}
              rows={rows}
              onOpen={({ id }) => go({ to: '/imports/$id', params: { id } })}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
    </Page>
  );
}

function SendCard({ kind, onSent }: { kind: ImportKind; onSent: (id: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const word = IMPORT_KIND_WORDS[kind];
  async function send(file: File | undefined) {
    if (!file || busy) return;
    setBusy(true);
    setRefused(null);
    try {
      onSent(await sendFile(kind, file));
    } catch (error) {
      if (!(error instanceof FileNotSent)) throw error;
      setRefused(error.message);
    } finally {
      setBusy(false);
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={over ? 'imports__drop imports__drop--over' : 'imports__drop'}
      aria-label={`上传${word}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        把填好的<b>{word}</b>拖到这里，或
      </p>
      <input
        ref={input}
        type="file"
        className="only-spoken"
        tabIndex={-1}
        aria-label={`选择${word}文件`}
        accept=".xlsx,.csv"
        onChange={(event) => {
          void send(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className="imports__acts">
        <Button kind="primary" busy={busy} busyWord="正在上传…" onClick={() => input.current?.click()}>
          选择{word}文件
        </Button>
        <a className={buttonClass('quiet')} href={`/imports/templates/${kind}.xlsx`} download>
          下载{word}模板
        </a>
      </div>
      <p className="imports__hint">.xlsx 或 .csv，不超过 10 MB、10000 行；不接收宏、公式和加密文件。</p>
      {refused ? (
        <p className="imports__refused" role="alert">
          {refused}
        </p>
      ) : null}
    </section>
  );
}
