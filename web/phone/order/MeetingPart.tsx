/** 约定时间: one side proposes a day and an hour in the window, the other agrees or proposes another. */
import { minuteWords } from '@jiedui/shared/order/series.ts';
import { formatDate } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { MeetingPartFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Note } from '../../kit/Parts.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

export const MEETING_PART = graphql(/* GraphQL */ `
  fragment MeetingPart on Order {
    id
    version
    durationMinutes
    agreedOn
    agreedMinute
    windowFrom
    windowTo
    dateForViewer
    dates {
      id
      side
      state
      words
    }
  }
`);
const PROPOSE = graphql(/* GraphQL */ `
  mutation ProposeOrderDate($input: ProposeOrderDateInput!) {
    proposeOrderDate(input: $input) {
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
const AGREE = graphql(/* GraphQL */ `
  mutation AgreeOrderDate($input: AgreeOrderDateInput!) {
    agreeOrderDate(input: $input) {
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

export function MeetingPart({
  order,
  may,
  onChanged,
}: {
  order: MeetingPartFragment;
  may: boolean;
  onChanged: () => void;
}) {
  const propose = useAction(PROPOSE);
  const agree = useAction(AGREE);
  const say = useToast();
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (order.durationMinutes === null || order.durationMinutes === undefined) return null;
  const waiting = order.dates.find((date) => date.state === 'proposed');
  const agreed = order.agreedOn
    ? `${formatDate(order.agreedOn as never)} ${minuteWords(order.agreedMinute ?? 0)}`
    : null;
  const send = async () => {
    const [hours, minutes] = time.split(':').map(Number);
    if (day === '' || hours === undefined || minutes === undefined) return setProblem('请选择日期和开始时间');
    const answer = await propose.run({ orderId: order.id, onDay: day as never, fromMinute: hours * 60 + minutes });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    setProblem(null);
    say('已提出时间，等待对方同意。');
    onChanged();
  };
  const take = async () => {
    const answer = await agree.run({ orderId: order.id, expectedVersion: order.version });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    say('时间已商定，双方都会收到通知。');
    onChanged();
  };
  return (
    <section className="section" aria-label="约定时间">
      <h2>约定时间</h2>
      <p>{agreed ? `已商定 ${agreed}` : '还没有商定具体时间。'}</p>
      {waiting ? (
        <p>
          {waiting.side === 'station' ? '社工站' : '承接组织'}提议 <b>{waiting.words}</b>
        </p>
      ) : null}
      {order.dateForViewer ? (
        <div>
          <Button kind="primary" busy={agree.busy} busyWord="正在办理…" onClick={() => void take()}>
            同意这个时间
          </Button>
        </div>
      ) : null}
      {may ? (
        <>
          <div className="form__pair">
            <DateField
              label="日期"
              min={order.windowFrom ?? ''}
              max={order.windowTo ?? ''}
              value={day}
              onChange={setDay}
            />
            <TextField label="开始时间" type="time" value={time} onChange={setTime} />
          </div>
          <div>
            <Button busy={propose.busy} busyWord="正在提交…" onClick={() => void send()}>
              提出时间
            </Button>
          </div>
        </>
      ) : null}
      {problem ? <Note tone="late">{problem}</Note> : null}
      <FaultNote fault={propose.fault ?? agree.fault} safe="" />
    </section>
  );
}
