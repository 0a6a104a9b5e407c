/** 系列点单: the order again and again, by a rule whose days are shown before anything is made; each is published by itself. */
import { isLocalDate } from '@jiedui/shared/calendar.ts';
import {
  datesOf,
  type Recurrence,
  recurrenceProblems,
  recurrenceWords,
  REPEATING,
  type Repeating,
  REST_DAYS,
  REST_DAYS_WORDS,
  type RestDays,
  FREQUENCY_WORDS,
} from '@jiedui/shared/order/series.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { Identity } from './use-draft.ts';

const START = graphql(/* GraphQL */ `
  mutation StartOrderSeries($input: StartSeriesInput!) {
    startOrderSeries(input: $input) {
      ... on OrderSeries {
        id
        orders {
          id
          version
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const POST = graphql(/* GraphQL */ `
  mutation PostOrderOfSeries($input: PostOrderInput!) {
    postOrder(input: $input) {
      ... on Order {
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

export function SeriesPart({ firstOn, flush }: { firstOn: string; flush: () => Promise<Identity | null> }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button onClick={() => setOpen(true)}>需要重复多次</Button>
      </div>
      {open ? <SeriesSheet firstOn={firstOn} flush={flush} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function SeriesSheet({
  firstOn,
  flush,
  onClose,
}: {
  firstOn: string;
  flush: () => Promise<Identity | null>;
  onClose: () => void;
}) {
  const start = useAction(START);
  const post = useAction(POST);
  const navigate = useNavigate();
  const say = useToast();
  const [text, setText] = useState({
    frequency: 'weekly' as Repeating,
    every: '1',
    times: '4',
    firstOn: firstOn || todayInShanghai(),
    restDays: 'keep' as RestDays,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const rule: Recurrence | null = isLocalDate(text.firstOn)
    ? { ...text, firstOn: text.firstOn, every: Number(text.every), times: Number(text.times) }
    : null;
  const problems = rule ? recurrenceProblems(rule, todayInShanghai() as Recurrence['firstOn']) : [];
  const days = rule && problems.length === 0 ? datesOf(rule) : [];
  const send = async () => {
    if (rule === null || problems.length > 0) {
      return setProblem(problems.map((each) => each.message).join('；') || '请选择第一次的日期');
    }
    const saved = await flush();
    if (saved === null) return setProblem('草稿还没有保存，请稍后再试。');
    const answer = await start.run({ ...rule, orderId: saved.id, expectedVersion: saved.version });
    if (answer === null) return;
    if (answer.__typename !== 'OrderSeries') return setProblem(answer.message);
    const left: string[] = [];
    for (const order of answer.orders) {
      const posted = await post.run({ orderId: order.id, expectedVersion: order.version });
      if (posted?.__typename !== 'Order') left.push(posted?.message ?? '没有连上');
    }
    const made = answer.orders.length;
    say(
      left.length === 0
        ? `已提交系列点单 ${made} 条。`
        : `已生成 ${made} 条，其中 ${left.length} 条留在草稿：${left[0]}`,
    );
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
          <Button kind="primary" busy={start.busy || post.busy} busyWord="正在逐条提交…" onClick={() => void send()}>
            提交系列点单
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
          label="间隔（周、月或天）"
          inputMode="numeric"
          value={text.every}
          onChange={(every) => set({ every })}
        />
        <TextField label="共几次" inputMode="numeric" value={text.times} onChange={(times) => set({ times })} />
      </div>
      <DateField label="第一次" value={text.firstOn} onChange={(day) => set({ firstOn: day })} />
      <Choice
        label="遇休息日"
        options={REST_DAYS.map((value) => ({ value, label: REST_DAYS_WORDS[value] }))}
        value={text.restDays}
        onChange={(restDays) => set({ restDays: restDays as RestDays })}
      />
      {rule && days.length > 0 ? (
        <>
          <p>{recurrenceWords(rule)}：</p>
          <ul>
            {days.slice(0, 12).map((day, index) => (
              <li key={`${index + 1}`}>{dateWords(day)}</li>
            ))}
            {days.length > 12 ? <li>……共 {days.length} 次</li> : null}
          </ul>
        </>
      ) : null}
      {problem ? <Note tone="late">{problem}</Note> : null}
      <FaultNote fault={start.fault ?? post.fault} safe="草稿还在，没有丢失。" />
    </Sheet>
  );
}
