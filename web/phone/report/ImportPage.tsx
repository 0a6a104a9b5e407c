/** One import on the phone: how far it is, names to confirm, the rows as cards with what is wrong, and the steps. */
import { IMPORT_ROW_STATE_WORDS, IMPORT_STATE_WORDS, IMPORT_UNDO_WORDS } from '@jiedui/shared/report/import/import.ts';
import { IMPORT_KIND_WORDS } from '@jiedui/shared/report/import/layout.ts';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneImportQuery } from '../../gql/graphql.ts';
import { Empty, ErrorState, Loading } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { faultOf } from '../../kit/fault.ts';
import { Page } from '../shell/Page.tsx';
import './imports.css';

const IMPORT = graphql(/* GraphQL */ `
  query PhoneImport($id: ID!, $states: [ImportRowState!], $afterRow: Int) {
    import(id: $id) {
      id
      kind
      fileName
      state
      message
      notes
      isMine
      failedUrl
      counts {
        total
        valid
        asked
        invalid
        imported
        unchanged
        refused
        takenBack
      }
      asks {
        ask
        heading
        value
        rows
        choices {
          code
          name
        }
      }
      rows(first: 20, afterRow: $afterRow, states: $states) {
        row
        state
        problems {
          letter
          heading
          value
          reason
          suggestion
        }
        cells {
          heading
          text
          bad
        }
      }
    }
  }
`);
const ANSWER = graphql(/* GraphQL */ `
  mutation PhoneAnswerImport($input: AnswerImportInput!) {
    answerImport(input: $input) {
      ... on Import {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const COMMIT = graphql(/* GraphQL */ `
  mutation PhoneCommitImport($input: CommitImportInput!) {
    commitImport(input: $input) {
      ... on Import {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const DISCARD = graphql(/* GraphQL */ `
  mutation PhoneDiscardImport($input: DiscardImportInput!) {
    discardImport(input: $input) {
      ... on Import {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const TAKE_BACK = graphql(/* GraphQL */ `
  mutation PhoneTakeBackImport($input: TakeBackImportInput!) {
    takeBackImport(input: $input) {
      ... on Import {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Job = NonNullable<PhoneImportQuery['import']>;

const FAULTS = ['invalid', 'asked', 'refused'] as const;
/** Beside the live events, so that progress shows even where the stream is cut. */
const POLL_MS = 1_500;

export function ImportPage() {
  const { id } = useParams({ from: '/shell/imports/$id' });
  const [faults, setFaults] = useState(true);
  const [afterRow, setAfterRow] = useState(0);
  const [{ data, error }, again] = useQuery({
    query: IMPORT,
    variables: { id, states: faults ? [...FAULTS] : null, afterRow },
  });
  const job = data?.import;
  const moving = job?.state === 'reading' || job?.state === 'committing';
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), POLL_MS);
    return () => clearInterval(timer);
  }, [moving, again]);
  const back = { to: '/imports', word: '导入' } as const;
  if (!job) {
    return (
      <Page title="导入" back={back}>
        {error ? (
          <ErrorState fault={faultOf(error)} onRetry={() => again({ requestPolicy: 'network-only' })} />
        ) : data ? (
          <Empty title="没有找到这次导入">可能不在您的查看范围。请从“导入”查看。</Empty>
        ) : (
          <Loading rows={4} />
        )}
      </Page>
    );
  }
  const last = job.rows.at(-1)?.row;
  const show = (only: boolean) => {
    setFaults(only);
    setAfterRow(0);
  };
  return (
    <Page title={`导入${IMPORT_KIND_WORDS[job.kind]}`} back={back}>
      <section className="section" aria-live="polite">
        <h2>{IMPORT_STATE_WORDS[job.state]}</h2>
        <p>{job.fileName}</p>
        <p>{wordsOf(job)}</p>
        {job.notes.map((note) => (
          <p key={note} className="hint">
            {note}
          </p>
        ))}
      </section>
      {job.isMine && job.state === 'ready' && 0 < job.asks.length ? <Asks job={job} /> : null}
      {job.isMine ? <Steps job={job} /> : null}
      <section className="section" aria-label="表中的行">
        <div className="imports__tabs" role="group" aria-label="看哪些行">
          <Button kind={faults ? 'quiet' : 'plain'} aria-pressed={faults} onClick={() => show(true)}>
            有问题的行
          </Button>
          <Button kind={faults ? 'plain' : 'quiet'} aria-pressed={!faults} onClick={() => show(false)}>
            全部行
          </Button>
        </div>
        {job.rows.length === 0 ? <p className="hint">{faults ? '没有有问题的行。' : '没有这样的行。'}</p> : null}
        <ol className="imports__cards">
          {job.rows.map((row) => (
            <li key={row.row} className="imports__card">
              <p className="hint">
                第 {row.row} 行 · {IMPORT_ROW_STATE_WORDS[row.state]}
              </p>
              <dl>
                {row.cells.map(({ heading, text, bad }) => (
                  <div key={heading} className={bad ? 'imports__bad' : undefined}>
                    <dt>{heading}</dt>
                    <dd>{text === '' ? '（空）' : text}</dd>
                  </div>
                ))}
              </dl>
              {row.problems.map(({ letter, heading, reason, suggestion }) => (
                <p key={`${letter}${heading}${reason}`} className="imports__refused">
                  {letter === '' ? heading : `${letter} 列 ${heading}`}：{reason}。{suggestion}。
                </p>
              ))}
            </li>
          ))}
        </ol>
        {0 < afterRow ? <Button onClick={() => setAfterRow(0)}>回到开头</Button> : null}
        {job.rows.length === 20 && last !== undefined ? (
          <Button onClick={() => setAfterRow(last)}>看后面的行</Button>
        ) : null}
        {0 < faultsOf(job) ? (
          <a className={buttonClass('quiet')} href={job.failedUrl} download>
            下载问题行（带原因）
          </a>
        ) : null}
      </section>
    </Page>
  );
}

const faultsOf = ({ counts }: Job) => counts.invalid + counts.asked + counts.refused;

function wordsOf(job: Job): string {
  const { state, counts, message } = job;
  if (state === 'reading') return `已读 ${counts.total} 行。可以离开本页，读完后在“导入”里接着办。`;
  if (state === 'committing') return `还有 ${counts.valid} 行。可以离开本页，不会中断。`;
  if (state === 'refused') return message ?? '这份文件无法读取，请用模板重新填写后上传。';
  if (state === 'interrupted') return '处理中途服务停过。已导入的行保留，可以接着导入，不会重复。';
  if (state === 'discarded') return '这次上传已放弃，没有写入新的内容。';
  if (state === 'taken_back') return `导入的 ${counts.takenBack} 行已撤回。改正后可以重新上传。`;
  if (state === 'done') return `新写入 ${counts.imported} 行，${counts.unchanged} 行原已有、未改动。`;
  return message ?? `共 ${counts.total} 行：可导入 ${counts.valid} 行，有误或需确认 ${faultsOf(job)} 行。`;
}

function Refused({ words }: { words: string | null | undefined }) {
  return words ? (
    <p className="imports__refused" role="alert">
      {words}
    </p>
  ) : null;
}

function Asks({ job }: { job: Job }) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(ANSWER);
  const answered = job.asks.filter(({ ask }) => chosen[ask] !== undefined);
  async function send() {
    const answers = answered.map(({ ask }) => ({ ask, code: chosen[ask] || null }));
    const answer = await action.run({ importId: job.id, answers });
    setRefused(answer && 'message' in answer ? answer.message : null);
  }
  return (
    <section className="section" aria-label="需确认的名称">
      <h2>请确认指的是哪一个</h2>
      {job.asks.map(({ ask, heading, value, rows, choices }) => (
        <fieldset key={ask} className="imports__ask">
          <legend>
            {heading}“{value}”（{rows} 行）
          </legend>
          {[...choices, { code: '', name: '都不是' }].map(({ code, name }) => (
            <label key={code}>
              <input
                type="radio"
                name={ask}
                checked={chosen[ask] === code}
                onChange={() => setChosen((now) => ({ ...now, [ask]: code }))}
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      ))}
      <Refused words={refused ?? action.fault?.remedy} />
      <Button
        kind="primary"
        busy={action.busy}
        busyWord="正在确认…"
        disabled={answered.length === 0}
        onClick={() => void send()}
      >
        {answered.length === 0 ? '先选好，再确认名称' : `确认这 ${answered.length} 个名称`}
      </Button>
    </section>
  );
}

function Steps({ job }: { job: Job }) {
  const commit = useAction(COMMIT);
  const discard = useAction(DISCARD);
  const takeBack = useAction(TAKE_BACK);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { valid, imported } = job.counts;
  const faults = faultsOf(job);
  const open = job.state === 'ready' || job.state === 'interrupted';
  const say = (answer: object | null) => setRefused(answer && 'message' in answer ? String(answer.message) : null);
  if (!open && !(job.state === 'done' && 0 < imported)) return null;
  return (
    <section className="section" aria-label="下一步">
      {open && 0 < valid ? (
        <Button
          kind={0 < job.counts.asked ? 'quiet' : 'primary'}
          busy={commit.busy}
          busyWord="正在提交…"
          onClick={async () =>
            say(await commit.run({ importId: job.id, mode: faults === 0 ? 'all_or_nothing' : 'valid_rows' }))
          }
        >
          {faults === 0 ? `导入全部 ${valid} 行` : `只导入没有问题的 ${valid} 行`}
        </Button>
      ) : null}
      {open ? (
        <Button
          busy={discard.busy}
          busyWord="正在放弃…"
          onClick={async () => say(await discard.run({ importId: job.id }))}
        >
          放弃这次上传
        </Button>
      ) : asked ? (
        <>
          <p className="hint">{IMPORT_UNDO_WORDS[job.kind]}撤回后不能恢复，可以改正后重新上传。</p>
          <Button
            kind="primary"
            busy={takeBack.busy}
            busyWord="正在撤回…"
            onClick={async () => {
              say(await takeBack.run({ importId: job.id }));
              setAsked(false);
            }}
          >
            撤回导入的 {imported} 行
          </Button>
          <Button onClick={() => setAsked(false)}>不撤回</Button>
        </>
      ) : (
        <Button onClick={() => setAsked(true)}>撤回本次导入</Button>
      )}
      <Refused words={refused ?? (commit.fault ?? discard.fault ?? takeBack.fault)?.remedy} />
    </section>
  );
}
