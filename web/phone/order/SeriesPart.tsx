/** 系列点单: the order again and again, by a rule whose days are shown before anything is made; each is published by itself. */
import { daysBetween, isLocalDate, type LocalDate } from '@jiedui/shared/calendar.ts';
import {
  type Recurrence,
  recurrenceProblems,
  recurrenceWords,
  REPEATING,
  type Repeating,
  REST_DAYS,
  REST_DAYS_WORDS,
  type RestDays,
  FREQUENCY_WORDS,
  windowsOf,
} from '@jiedui/shared/order/series.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dayWords, todayInShanghai, windowWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { Identity } from './use-draft.ts';
import './order.css';

const START = graphql(/* GraphQL */ `
  mutation StartOrderSeries($input: StartSeriesInput!) {
    startOrderSeries(input: $input) {
      ... on OrderSeries {
        id
        times
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
interface SeriesPartProps {
  windowFrom: string;
  windowTo: string;
  flush: () => Promise<Identity | null>;
}

export function SeriesPart(props: SeriesPartProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button onClick={() => setOpen(true)}>需要重复多次</Button>
      </div>
      {open ? <SeriesSheet {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const EVERY_WORDS: Record<Repeating, string> = { weekly: '隔几周', monthly: '隔几个月', series: '隔几天' };
/** Shown of the days; the rest is counted. */
const SHOWN = 6;

function SeriesSheet({ windowFrom, windowTo, flush, onClose }: SeriesPartProps & { onClose: () => void }) {
  const start = useAction(START);
  const navigate = useNavigate();
  const say = useToast();
  const today = todayInShanghai() as LocalDate;
  const [text, setText] = useState({
    frequency: 'weekly' as Repeating,
    every: '1',
    times: '4',
    firstOn: windowFrom || today,
    restDays: 'keep' as RestDays,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const rule: Recurrence | null = isLocalDate(text.firstOn)
    ? { ...text, firstOn: text.firstOn, every: Number(text.every), times: Number(text.times) }
    : null;
  const problems = rule ? recurrenceProblems(rule, today) : [];
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
  const days = isLocalDate(windowFrom) && isLocalDate(windowTo) ? Math.max(0, daysBetween(windowFrom, windowTo)) : 0;
  const windows = rule && problems.length === 0 ? windowsOf(rule, days, today) : [];
  const send = async () => {
    if (rule === null) return setProblem('请选择第一次的日期');
    if (problems.length > 0) return;
    const saved = await flush();
    if (saved === null) return setProblem('草稿还没有保存，请稍后再试。');
    const answer = await start.run({ ...rule, orderId: saved.id, expectedVersion: saved.version, post: true });
    if (answer === null) return;
    if (answer.__typename !== 'OrderSeries') return setProblem(answer.message);
    say(`系列点单 ${answer.times} 条已提交，每条单独接单、单独办理。`);
    void navigate({ to: '/orders' });
  };
  const set = (change: Partial<typeof text>) => {
    setProblem(null);
    setText({ ...text, ...change });
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="重复多次"
      foot={
        <>
          <Button kind="primary" busy={start.busy} busyWord="正在提交…" onClick={() => void send()}>
            提交系列点单{windows.length > 0 ? ` ${windows.length} 条` : ''}
          </Button>
          <Button onClick={onClose}>先不重复</Button>
        </>
      }
    >
      <Choice
        label="多久一次"
        options={REPEATING.map((value) => ({ value, label: FREQUENCY_WORDS[value] }))}
        value={text.frequency}
        onChange={(frequency) => set({ frequency: frequency as Repeating })}
      />
      <div className="form__pair">
        <TextField
          label={EVERY_WORDS[text.frequency]}
          inputMode="numeric"
          value={text.every}
          onChange={(every) => set({ every })}
          problem={problemOf('every')}
        />
        <TextField
          label="共几次"
          inputMode="numeric"
          value={text.times}
          onChange={(times) => set({ times })}
          problem={problemOf('times')}
        />
      </div>
      <DateField
        label="第一次从哪天开始"
        min={today}
        value={text.firstOn}
        onChange={(day) => set({ firstOn: day })}
        problem={problemOf('firstOn')}
      />
      <Choice
        label="遇休息日"
        options={REST_DAYS.map((value) => ({ value, label: REST_DAYS_WORDS[value] }))}
        value={text.restDays}
        onChange={(restDays) => set({ restDays: restDays as RestDays })}
      />
      {rule && windows.length > 0 ? (
        <section className="section" aria-label="会生成的点单">
          <p>{recurrenceWords(rule)}：</p>
          <ol className="series">
            {windows.slice(0, SHOWN).map((window, index) => (
              <li key={`${index + 1}`}>
                {window.from === window.to ? dayWords(window.from) : windowWords(window.from, window.to)}
              </li>
            ))}
          </ol>
          {windows.length > SHOWN ? <p className="hint">其余照此类推，共 {windows.length} 次。</p> : null}
          <p className="hint">每条在开始前一天 24:00 截止接单。有一条不能提交的，全部不提交，草稿还在。</p>
        </section>
      ) : null}
      {problem ? <Note tone="late">{problem}</Note> : null}
      <FaultNote fault={start.fault} safe="草稿还在，没有丢失。" />
    </Sheet>
  );
}
