/** 修改点单: what may still change of an order that left its drafts; the change is kept, and those concerned are told. */
import { endOfDay, isLocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { REVISABLE_WORDS, type Revisable } from '@jiedui/shared/order/revision.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { readFen, yuanText } from '../../kit/money.ts';
import { Note } from '../../kit/Parts.tsx';
import { QuantityField, readCount } from '../../kit/QuantityField.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { MoreSheetProps } from './OrderMore.tsx';

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

/** What was written, as text of the controls. */
function textOf(order: MoreSheetProps['order']) {
  const { headcount } = order;
  return {
    description: order.description,
    place: order.place,
    headcount: {
      value: String(headcount?.value ?? ''),
      qualifier: headcount?.qualifier ?? ('exact' as const),
      unit: headcount?.unit ?? ('person' as const),
    },
    windowFrom: order.windowFrom ?? '',
    windowTo: order.windowTo ?? '',
    claimableOn: order.claimableUntil ? localDateOf(new Date(order.claimableUntil)) : '',
    budgetYuan: yuanText(order.budgetCapFen),
  };
}
type Text = ReturnType<typeof textOf>;

/** Only what differs travels: the rest stays as others have it meanwhile. */
function changedInput(before: Text, text: Text) {
  const differs = (field: keyof Text) => JSON.stringify(before[field]) !== JSON.stringify(text[field]);
  const value = readCount(text.headcount.value);
  const fen = readFen(text.budgetYuan);
  return {
    ...(differs('description') ? { description: text.description } : {}),
    ...(differs('place') ? { place: text.place } : {}),
    ...(differs('headcount') && value !== null ? { headcount: { ...text.headcount, value } } : {}),
    ...(differs('windowFrom') && isLocalDate(text.windowFrom) ? { windowFrom: text.windowFrom } : {}),
    ...(differs('windowTo') && isLocalDate(text.windowTo) ? { windowTo: text.windowTo } : {}),
    ...(differs('claimableOn') && isLocalDate(text.claimableOn)
      ? { claimableUntil: endOfDay(text.claimableOn).toISOString() }
      : {}),
    ...(differs('budgetYuan') && fen !== null ? { budgetCapFen: fen } : {}),
  };
}

export function ReviseSheet({ order, onClose, onDone }: MoreSheetProps) {
  const revise = useAction(REVISE);
  const say = useToast();
  const [before] = useState(() => textOf(order));
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (change: Partial<Text>) => setText((now) => ({ ...now, ...change }));
  const may = (field: Revisable) => order.revisable.includes(field);
  const badMoney = text.budgetYuan.trim() !== '' && readFen(text.budgetYuan) === null;
  const send = async () => {
    setProblem(null);
    if (badMoney) return setProblem('费用上限请填金额，例如 300 或 120.5');
    const answer = await revise.run({
      orderId: order.id,
      expectedVersion: order.version,
      ...changedInput(before, text),
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
      {may('headcount') ? (
        <QuantityField
          label={REVISABLE_WORDS.headcount}
          units={['person', 'person_time', 'household', 'session', 'set', 'piece']}
          value={text.headcount}
          onChange={(headcount) => set({ headcount })}
        />
      ) : null}
      {may('place') ? (
        <TextField label={REVISABLE_WORDS.place} value={text.place} onChange={(place) => set({ place })} />
      ) : null}
      {may('windowFrom') ? (
        <div className="form__pair">
          <DateField
            label={REVISABLE_WORDS.windowFrom}
            value={text.windowFrom}
            onChange={(windowFrom) => set({ windowFrom })}
          />
          <DateField
            label={REVISABLE_WORDS.windowTo}
            value={text.windowTo}
            onChange={(windowTo) => set({ windowTo })}
          />
        </div>
      ) : null}
      {may('claimableUntil') ? (
        <DateField
          label="接单截止"
          help="到这天 24:00 为止可以接单。"
          value={text.claimableOn}
          onChange={(claimableOn) => set({ claimableOn })}
        />
      ) : null}
      {may('budgetCapFen') ? (
        <TextField
          label="每场费用上限（元）"
          optional
          inputMode="decimal"
          help="只要免费的填 0；清空不算改动。"
          value={text.budgetYuan}
          onChange={(budgetYuan) => set({ budgetYuan })}
        />
      ) : null}
      {may('description') ? (
        <TextArea
          label={REVISABLE_WORDS.description}
          value={text.description}
          onChange={(description) => set({ description })}
        />
      ) : null}
      {problem ? <Note tone="late">{problem}</Note> : null}
      <FaultNote fault={revise.fault} />
    </Sheet>
  );
}
