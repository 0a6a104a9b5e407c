/** Of an order that several may share: who takes what, what is left, and the quantities of one's own share. */
import { COMMITMENT_WORDS, SERVICE_STATUS_WORDS } from '@jiedui/shared/order/commitment.ts';
import { UNIT_WORDS } from '@jiedui/shared/quantity.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderSharesFragment } from '../../gql/graphql.ts';
import { deadlineWords, momentWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { TextField } from '../../kit/TextField.tsx';

export const ORDER_SHARES = graphql(/* GraphQL */ `
  fragment OrderShares on Order {
    id
    sharing
    seats
    leftWords
    commitment
    serviceStatus
    lines {
      seq
      what
      left
      quantity {
        text
        unit
      }
      takers {
        organizationName
        value
        isConfirmed
      }
    }
    takers {
      claimId
      organizationName
      isConfirmed
      startedAt
      deliveredAt
      lapsesAt
      portions {
        seq
        value
      }
    }
  }
`);

type Taker = OrderSharesFragment['takers'][number];

/** How much is taken beside how far it is served; each line with what is left; each holder with its part and its next date. */
export function SharesTaken({ order }: { order: OrderSharesFragment }) {
  if (order.sharing === 'exclusive') return null;
  return (
    <section className="section" aria-label="承接情况">
      <h2>承接情况</h2>
      <p>
        承接：<b>{COMMITMENT_WORDS[order.commitment]}</b> · 服务：<b>{SERVICE_STATUS_WORDS[order.serviceStatus]}</b>
      </p>
      {order.leftWords ? <Note tone="info">{order.leftWords}。</Note> : <Note>已全部有单位承接。</Note>}
      <Facts
        facts={order.lines.map((line): [string, string] => [
          line.what,
          `共 ${line.quantity.text}${0 < line.left ? `，还差 ${line.left} ${UNIT_WORDS[line.quantity.unit]}` : '，已全部有单位承接'}`,
        ])}
      />
      {order.takers.length === 0 ? null : (
        <ul aria-label="承接单位">
          {order.takers.map((taker) => (
            <li key={taker.claimId}>
              <b>{taker.organizationName}</b>
              <p>{takerWords(order, taker)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function takerWords(order: OrderSharesFragment, taker: Taker): string {
  const part = taker.portions
    .flatMap(({ seq, value }) => {
      const line = order.lines.find((each) => each.seq === seq);
      return line ? [`${line.what} ${value} ${UNIT_WORDS[line.quantity.unit]}`] : [];
    })
    .join('、');
  return [part || '1 个名额', stageWords(taker)].join(' · ');
}

function stageWords({ isConfirmed, startedAt, deliveredAt, lapsesAt }: Taker): string {
  if (deliveredAt) return `${momentWords(deliveredAt)} 已完成`;
  const until = lapsesAt ? deadlineWords(lapsesAt) : '';
  if (!isConfirmed) return `待社工站确认，${until}`;
  return startedAt || !lapsesAt ? '已确认，服务中' : `已确认，待开展，${until}安排首场服务`;
}

interface PortionFieldsProps {
  order: OrderSharesFragment;
  value: Readonly<Record<number, string>>;
  onChange: (value: Readonly<Record<number, string>>) => void;
}

export function PortionFields({ order, value, onChange }: PortionFieldsProps) {
  if (order.sharing !== 'partial') return null;
  return (
    <>
      {order.lines
        .filter(({ left }) => 0 < left)
        .map((line) => (
          <TextField
            key={line.seq}
            label={`${line.what}，承接多少${UNIT_WORDS[line.quantity.unit]}`}
            help={`还差 ${line.left} ${UNIT_WORDS[line.quantity.unit]}；不承接这一项的，填 0。`}
            value={value[line.seq] ?? String(line.left)}
            onChange={(text) => onChange({ ...value, [line.seq]: text })}
          />
        ))}
    </>
  );
}

/** Null where the order is not taken by line; a field that is no number counts as nothing taken. */
export function portionsOf(order: OrderSharesFragment, value: Readonly<Record<number, string>>) {
  if (order.sharing !== 'partial') return null;
  return order.lines
    .filter(({ left }) => 0 < left)
    .map(({ seq, left }) => ({ seq, value: Number(value[seq] ?? left) || 0 }));
}
