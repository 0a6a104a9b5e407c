/** Of an order that several may share: who takes what, what is left, and the quantities of one's own share. */
import { UNIT_WORDS } from '@jiedui/shared/quantity.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderSharesFragment } from '../../gql/graphql.ts';
import { Note } from '../../kit/Parts.tsx';
import { TextField } from '../../kit/TextField.tsx';

export const ORDER_SHARES = graphql(/* GraphQL */ `
  fragment OrderShares on Order {
    id
    sharing
    seats
    leftWords
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
    }
  }
`);

export function SharesTaken({ order }: { order: OrderSharesFragment }) {
  if (order.sharing === 'exclusive') return null;
  return (
    <section className="section" aria-label="承接情况">
      <h2>承接情况</h2>
      {order.leftWords ? <Note tone="info">{order.leftWords}。</Note> : <Note>已全部有单位承接。</Note>}
      <ul>
        {order.sharing === 'joint'
          ? order.takers.map((taker) => (
              <li key={taker.claimId}>
                {taker.organizationName} · {taker.isConfirmed ? '已确认' : '待社工站确认'}
              </li>
            ))
          : order.lines.map((line) => (
              <li key={line.seq}>
                <b>{line.what}</b> {line.quantity.text}：
                {line.takers.length === 0
                  ? '尚无单位承接'
                  : line.takers
                      .map(
                        ({ organizationName, value, isConfirmed }) =>
                          `${organizationName} ${value} ${UNIT_WORDS[line.quantity.unit]}${isConfirmed ? '' : '（待确认）'}`,
                      )
                      .join('、')}
                {0 < line.left ? `，还差 ${line.left} ${UNIT_WORDS[line.quantity.unit]}` : ''}
              </li>
            ))}
      </ul>
    </section>
  );
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
