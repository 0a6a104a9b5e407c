/** One import: read, questions, cells in red, the choice, and what came of it. The page may be left and come back to. */
import { IMPORT_KIND_WORDS } from '@jiedui/shared/report/import/layout.ts';
import { IMPORT_ROW_STATE_WORDS, IMPORT_STATE_WORDS } from '@jiedui/shared/report/import/import.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { formatInstant } from '@jiedui/shared/calendar.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { useParamsOf, WayLink } from '../shell/way.tsx';
import { Asks } from './Asks.tsx';
import './imports.css';
import { DeskImport } from './imports.documents.ts';
import { Steps } from './Steps.tsx';

export type Job = NonNullable<ResultOf<typeof DeskImport>['import']>;
type Shown = 'faults' | 'valid' | 'all';

const STATES = {
  faults: ['invalid', 'asked', 'refused'],
  valid: ['valid', 'imported', 'unchanged', 'taken_back'],
  all: null,
} as const;
const SHOWN_WORDS: Record<Shown, string> = { faults: '有问题的行', valid: '没有问题的行', all: '全部行' };

/** Beside the live events, so that progress shows even where the stream is cut. */
const POLL_MS = 1_500;

export function ImportPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [shown, setShown] = useState<Shown>('faults');
  const [afterRow, setAfterRow] = useState(0);
  const states = STATES[shown];
  const [{ data, error }, again] = useQuery({
    query: DeskImport,
    variables: { id, states: states ? [...states] : null, afterRow },
  });
  const moving = data?.import?.state === 'reading' || data?.import?.state === 'committing';
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), POLL_MS);
    return () => clearInterval(timer);
  }, [moving, again]);
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} whole>
      {({ import: job }) =>
        job ? (
          <Page
            title={`导入${IMPORT_KIND_WORDS[job.kind]}`}
            lead={`${job.fileName} · ${job.startedBy} · ${formatInstant(new Date(job.createdAt))}上传`}
            actions={
              <WayLink to="/imports" search={{ kind: job.kind }} className={buttonClass('quiet')}>
                上传另一份
              </WayLink>
            }
          >
            <Progress job={job} />
            {job.state === 'ready' && 0 < job.asks.length && job.isMine ? <Asks job={job} /> : null}
            {job.isMine ? <Steps job={job} /> : null}
            <Rows
              job={job}
              shown={shown}
              afterRow={afterRow}
              onShow={(next) => {
                setShown(next);
                setAfterRow(0);
              }}
              onPage={setAfterRow}
            />
          </Page>
        ) : (
          <main className="page" id="main">
            <Empty title="没有找到这次导入">可能不在您的查看范围。请从“导入”页查看。</Empty>
          </main>
        )
      }
    </Answer>
  );
}

function Progress({ job }: { job: Job }) {
  const { counts, state } = job;
  const through = counts.imported + counts.unchanged + counts.refused;
  const figures = [
    ['可导入', counts.valid],
    ['有误', counts.invalid],
    ['需确认', counts.asked],
    ['已导入', counts.imported],
    ['已有，未改动', counts.unchanged],
    ['被退回', counts.refused],
    ['已撤回', counts.takenBack],
  ] as const;
  return (
    <section className="imports__state" aria-live="polite">
      <h2>{IMPORT_STATE_WORDS[state]}</h2>
      <p>{wordsOf(job)}</p>
      {state === 'committing' ? (
        <progress className="imports__bar" max={through + counts.valid} value={through} aria-label="导入进度" />
      ) : null}
      {state === 'refused' ? null : (
        <dl className="imports__counts">
          {figures.map(([word, count]) =>
            count === 0 && word !== '可导入' && word !== '有误' ? null : (
              <div key={word} className={word === '有误' || word === '被退回' ? 'imports__count--bad' : undefined}>
                <dt>{word}</dt>
                <dd>{count} 行</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {job.notes.map((note) => (
        <p key={note} className="imports__hint">
          {note}
        </p>
      ))}
    </section>
  );
}

function wordsOf({ state, counts, message }: Job): string {
  if (state === 'reading') return `已读 ${counts.total} 行。可以离开本页，读完后在“导入”里接着办。`;
  if (state === 'committing') {
    return `已处理 ${counts.imported + counts.unchanged + counts.refused} 行，还有 ${counts.valid} 行。可以离开本页，不会中断。`;
  }
  if (state === 'refused') return message ?? '这份文件无法读取，请用模板重新填写后上传。';
  if (state === 'interrupted') return '处理中途服务停过。已导入的行保留，可以接着导入，不会重复。';
  if (state === 'taken_back') return `导入的 ${counts.takenBack} 行已撤回。改正后可以重新上传，编号不会算作重复。`;
  if (state === 'discarded') return '这次上传已放弃，没有写入新的内容。';
  if (state === 'done') {
    const same = counts.imported === 0 && 0 < counts.unchanged ? '这些内容以前已经导入过，没有改动。' : '';
    return `新写入 ${counts.imported} 行，${counts.unchanged} 行原已有、未改动。${same}`;
  }
  return message ?? `共 ${counts.total} 行。核对以后选择导入方式。`;
}

function Rows({
  job,
  shown,
  afterRow,
  onShow,
  onPage,
}: {
  job: Job;
  shown: Shown;
  afterRow: number;
  onShow: (shown: Shown) => void;
  onPage: (afterRow: number) => void;
}) {
  const { rows } = job;
  const last = rows.at(-1)?.row;
  return (
    <section aria-label="表中的行">
      <div className="imports__tabs" role="group" aria-label="看哪些行">
        {(Object.keys(SHOWN_WORDS) as Shown[]).map((each) => (
          <button
            key={each}
            type="button"
            className={each === shown ? 'filter__choice filter__choice--on' : 'filter__choice'}
            aria-pressed={each === shown}
            onClick={() => onShow(each)}
          >
            {SHOWN_WORDS[each]}
          </button>
        ))}
        {0 < job.counts.invalid + job.counts.refused + job.counts.asked ? (
          <a className={buttonClass('quiet')} href={job.failedUrl} download>
            下载问题行（带原因，可改正后再上传）
          </a>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <p className="imports__hint">{shown === 'faults' ? '没有有问题的行。' : '没有这样的行。'}</p>
      ) : (
        <ol className="imports__rows">
          {rows.map((row) => (
            <li key={row.row} className="imports__row">
              <p className="imports__at">
                第 {row.row} 行 · {IMPORT_ROW_STATE_WORDS[row.state]}
              </p>
              <p className="imports__cells">
                {row.cells.map(({ heading, text, bad }) => (
                  <span key={heading} className={bad ? 'imports__cell imports__cell--bad' : 'imports__cell'}>
                    <small>{heading}</small> {text === '' ? '（空）' : text}
                  </span>
                ))}
              </p>
              {row.problems.map(({ letter, heading, value, reason, suggestion }) => (
                <p key={`${letter}${heading}${reason}`} className="imports__problem">
                  <b>
                    {letter === '' ? heading : `${letter} 列 ${heading}`}
                    {value === '' || reason.includes(value) ? '' : `“${value}”`}
                  </b>
                  ：{reason}。{suggestion}。
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
      <div className="imports__acts">
        {0 < afterRow ? <Button onClick={() => onPage(0)}>回到开头</Button> : null}
        {rows.length === 25 && last !== undefined ? <Button onClick={() => onPage(last)}>看后面的行</Button> : null}
      </div>
    </section>
  );
}
