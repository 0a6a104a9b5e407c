/** 导入 on the phone: which list, the file from the chat or the disk, and what was sent before, to be found again. */
import { IMPORT_KIND_LEADS, IMPORT_STATE_WORDS } from '@jiedui/shared/report/import/import.ts';
import { IMPORT_KIND_WORDS, type ImportKind } from '@jiedui/shared/report/import/layout.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { FileNotSent, sendFile } from '../../kit/send-file.ts';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import './imports.css';

const IMPORTS = graphql(/* GraphQL */ `
  query PhoneImports($kind: ImportKind!, $after: String) {
    imports(first: 20, after: $after, kind: $kind) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          fileName
          state
          startedBy
          createdAt
          counts {
            imported
            unchanged
            invalid
            asked
            refused
          }
        }
      }
    }
  }
`);
const KINDS = graphql(/* GraphQL */ `
  query PhoneImportKinds {
    importKinds
  }
`);

export function ImportsPage() {
  const search = useSearch({ from: '/shell/imports' });
  return (
    <Page title="导入" back={{ to: '/me', word: '我的' }}>
      <Ask query={KINDS} variables={{}} rows={2}>
        {({ importKinds }) => {
          const kind = importKinds.find((each) => each === search.kind) ?? importKinds[0];
          if (kind === undefined) return <NoPermission who="社工站或社会组织" />;
          return (
            <>
              {importKinds.length === 1 ? null : (
                <Filters
                  label="导入哪张清单"
                  to="/imports"
                  name="kind"
                  value={kind === importKinds[0] ? undefined : kind}
                  options={importKinds.map((each, i) => ({
                    value: i === 0 ? undefined : each,
                    label: IMPORT_KIND_WORDS[each],
                  }))}
                />
              )}
              <Send key={kind} kind={kind} />
              <section className="section">
                <h2>以往的导入</h2>
                <Past kind={kind} />
              </section>
            </>
          );
        }}
      </Ask>
    </Page>
  );
}

function Send({ kind }: { kind: ImportKind }) {
  const input = useRef<HTMLInputElement>(null);
  const go = useNavigate();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const word = IMPORT_KIND_WORDS[kind];
  async function send(file: File | undefined) {
    if (!file || busy) return;
    setBusy(true);
    setRefused(null);
    try {
      const id = await sendFile(kind, file);
      await go({ to: '/imports/$id', params: { id } });
    } catch (error) {
      if (!(error instanceof FileNotSent)) throw error;
      setRefused(error.message);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className="section">
      <p>{IMPORT_KIND_LEADS[kind]}</p>
      <input
        ref={input}
        type="file"
        className="only-spoken"
        tabIndex={-1}
        aria-label={`选择${word}文件`}
        accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
        onChange={(event) => {
          void send(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button kind="primary" busy={busy} busyWord="正在上传…" onClick={() => input.current?.click()}>
        选择{word}文件
      </Button>
      <a className={buttonClass('quiet')} href={`/imports/templates/${kind}.xlsx`} download>
        下载{word}模板
      </a>
      <p className="hint">
        .xlsx 或 .csv，不超过 10 MB。先预览，确认以后才写入；微信里的文件请先保存到手机，再来选择。
      </p>
      {refused ? (
        <p className="imports__refused" role="alert">
          {refused}
        </p>
      ) : null}
    </section>
  );
}

function Past({ kind, after }: { kind: ImportKind; after?: string }) {
  return (
    <Ask query={IMPORTS} variables={{ kind, after: after ?? null }} rows={2}>
      {({ imports }) =>
        imports.edges.length === 0 ? (
          <Empty title={`还没有导入过${IMPORT_KIND_WORDS[kind]}`}>上传的文件会列在这里，离开后可以回来接着办。</Empty>
        ) : (
          <>
            <ul className="ledger">
              {imports.edges.map(({ node: { id, fileName, state, startedBy, createdAt, counts } }) => (
                <li key={id}>
                  <Link to="/imports/$id" params={{ id }} className="row">
                    <span className="row__title">{fileName}</span>
                    <span className="row__line">
                      {IMPORT_STATE_WORDS[state]} · 导入 {counts.imported} 行，未导入{' '}
                      {counts.invalid + counts.asked + counts.refused} 行
                    </span>
                    <span className="row__line">
                      {momentWords(createdAt)} {startedBy}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            <More pageInfo={imports.pageInfo}>{(next) => <Past kind={kind} after={next} />}</More>
          </>
        )
      }
    </Ask>
  );
}
