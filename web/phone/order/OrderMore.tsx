/** What a station may do beside the one step of its order: once more, keep as a template, change what may change, end the series. */
import { useNavigate } from '@tanstack/react-router';
import { CANCEL_REASONS, CANCEL_REASON_WORDS, type CancelReason } from '@jiedui/shared/order/cancel-reason.ts';
import { REVISABLE_WORDS } from '@jiedui/shared/order/revision.ts';
import { endOfDay, isLocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderMoreFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { COPY } from './Begin.tsx';

export const ORDER_MORE = graphql(/* GraphQL */ `
  fragment OrderMore on Order {
    id
    version
    state
    description
    place
    windowTo
    claimableUntil
    revisable
    seriesSeq
    series {
      id
      words
      times
    }
  }
`);
const REVISE = graphql(/* GraphQL */ `
  mutation ReviseOrder($input: ReviseOrderInput!) {
    reviseOrder(input: $input) {
      ... on Order {
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
const CANCEL_SERIES = graphql(/* GraphQL */ `
  mutation CancelOrderSeries($input: CancelSeriesInput!) {
    cancelOrderSeries(input: $input) {
      ... on OrderSeries {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const SAVE_TEMPLATE = graphql(/* GraphQL */ `
  mutation SaveOrderTemplate($input: SaveOrderTemplateInput!) {
    saveOrderTemplate(input: $input) {
      ... on OrderTemplate {
        id
        name
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function OrderMore({ order, onChanged }: { order: OrderMoreFragment; onChanged: () => void }) {
  const copy = useAction(COPY);
  const navigate = useNavigate();
  const [sheet, setSheet] = useState<'revise' | 'template' | 'series' | null>(null);
  const again = async () => {
    const answer = await copy.run({ orderId: order.id });
    if (answer?.__typename === 'Order')
      void navigate({ to: '/orders/$id/edit', params: { id: answer.id }, search: { step: 1 } });
  };
  const close = () => setSheet(null);
  const done = () => {
    close();
    onChanged();
  };
  return (
    <section className="section" aria-label="其他办理">
      {order.series ? (
        <p className="hint">
          系列点单第 {order.seriesSeq} 次：{order.series.words}
        </p>
      ) : null}
      <div className="actions">
        {order.revisable.length > 0 ? <Button onClick={() => setSheet('revise')}>修改点单</Button> : null}
        <Button busy={copy.busy} busyWord="正在填单…" onClick={() => void again()}>
          再来一单
        </Button>
        <Button kind="plain" onClick={() => setSheet('template')}>
          存为模板
        </Button>
        {order.series && order.state !== 'completed' ? (
          <Button kind="plain" onClick={() => setSheet('series')}>
            取消本次及之后全部
          </Button>
        ) : null}
      </div>
      <FaultNote fault={copy.fault} safe="" />
      {sheet === 'revise' ? <ReviseSheet order={order} onClose={close} onDone={done} /> : null}
      {sheet === 'template' ? <TemplateSheet order={order} onClose={close} onDone={done} /> : null}
      {sheet === 'series' ? <SeriesSheet order={order} onClose={close} onDone={done} /> : null}
    </section>
  );
}

interface SheetProps {
  order: OrderMoreFragment;
  onClose: () => void;
  onDone: () => void;
}

function ReviseSheet({ order, onClose, onDone }: SheetProps) {
  const revise = useAction(REVISE);
  const say = useToast();
  const closes = order.claimableUntil ? localDateOf(new Date(order.claimableUntil)) : '';
  const [text, setText] = useState({
    description: order.description,
    place: order.place,
    windowTo: order.windowTo ?? '',
    claimableOn: closes,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const may = (field: string) => order.revisable.includes(field);
  const send = async () => {
    const answer = await revise.run({
      orderId: order.id,
      expectedVersion: order.version,
      ...(text.description === order.description ? {} : { description: text.description }),
      ...(text.place === order.place ? {} : { place: text.place }),
      ...(text.windowTo === order.windowTo || !isLocalDate(text.windowTo) ? {} : { windowTo: text.windowTo }),
      ...(text.claimableOn === closes || !isLocalDate(text.claimableOn)
        ? {}
        : { claimableUntil: endOfDay(text.claimableOn).toISOString() }),
    });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    say('点单已修改，接单和提问的组织会收到通知。');
    onDone();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="修改点单"
      foot={
        <>
          <Button kind="primary" busy={revise.busy} busyWord="正在保存…" onClick={() => void send()}>
            保存修改
          </Button>
          <Button onClick={onClose}>先不改</Button>
        </>
      }
    >
      <p>标题、类型、服务对象不能改；改动会留下记录，接单和提问的组织会收到通知。</p>
      {may('description') ? (
        <TextArea
          label={REVISABLE_WORDS.description}
          value={text.description}
          onChange={(description) => setText({ ...text, description })}
        />
      ) : null}
      {may('place') ? (
        <TextField label={REVISABLE_WORDS.place} value={text.place} onChange={(place) => setText({ ...text, place })} />
      ) : null}
      {may('windowTo') ? (
        <DateField
          label={REVISABLE_WORDS.windowTo}
          value={text.windowTo}
          onChange={(windowTo) => setText({ ...text, windowTo })}
        />
      ) : null}
      {may('claimableUntil') ? (
        <DateField
          label="接单截止"
          value={text.claimableOn}
          onChange={(claimableOn) => setText({ ...text, claimableOn })}
        />
      ) : null}
      {problem ? <Note tone="late">{problem}</Note> : null}
      <FaultNote fault={revise.fault} />
    </Sheet>
  );
}

function TemplateSheet({ order, onClose, onDone }: SheetProps) {
  const save = useAction(SAVE_TEMPLATE);
  const say = useToast();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    const answer = await save.run({ orderId: order.id, name });
    if (answer === null) return;
    if (answer.__typename !== 'OrderTemplate') return setProblem(answer.message);
    say(`已存为模板“${answer.name}”，发布点单时可以直接使用。`);
    onDone();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="存为模板"
      foot={
        <>
          <Button kind="primary" busy={save.busy} busyWord="正在保存…" onClick={() => void send()}>
            保存模板
          </Button>
          <Button onClick={onClose}>先不存</Button>
        </>
      }
    >
      <TextField
        label="模板名称"
        help="2 至 30 字；日期不会存进模板。"
        value={name}
        onChange={setName}
        problem={problem}
      />
      <FaultNote fault={save.fault} />
    </Sheet>
  );
}

/** A coded reason; only 其他原因 needs words. */
export function ReasonChoice({
  code,
  words,
  onCode,
  onWords,
  problem,
}: {
  code: CancelReason | '';
  words: string;
  onCode: (code: CancelReason) => void;
  onWords: (words: string) => void;
  problem: string | undefined;
}) {
  return (
    <>
      <Choice
        label="原因"
        options={CANCEL_REASONS.map((value) => ({ value, label: CANCEL_REASON_WORDS[value] }))}
        value={code}
        onChange={(value) => onCode(value as CancelReason)}
        problem={problem}
      />
      <TextArea
        label="说明"
        optional={code !== 'other'}
        help="对方会看到，200 字以内。"
        value={words}
        onChange={onWords}
      />
    </>
  );
}

function SeriesSheet({ order, onClose, onDone }: SheetProps) {
  const cancel = useAction(CANCEL_SERIES);
  const say = useToast();
  const [code, setCode] = useState<CancelReason | ''>('');
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    if (code === '') return setProblem('请选择原因');
    const answer = await cancel.run({
      seriesId: order.series?.id ?? '',
      fromSeq: order.seriesSeq ?? 1,
      reasonCode: code,
      reason: words,
    });
    if (answer === null) return;
    if (answer.__typename !== 'OrderSeries') return setProblem(answer.message);
    say('本次及之后未开展的点单已取消。');
    onDone();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="取消本次及之后全部"
      foot={
        <>
          <Button kind="primary" busy={cancel.busy} busyWord="正在办理…" onClick={() => void send()}>
            取消这些点单
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <p>已确认、服务中和已完成的不受影响；其余从第 {order.seriesSeq} 次起全部取消。</p>
      <ReasonChoice code={code} words={words} onCode={setCode} onWords={setWords} problem={problem} />
      <FaultNote fault={cancel.fault} />
    </Sheet>
  );
}
