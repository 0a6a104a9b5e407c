/** 开放次序: to whom the order is open first, in one sentence, and the days that follow if it were posted now. */
import { formatDate, localDate } from '@jiedui/shared/calendar.ts';
import type { ClaimMode } from '@jiedui/shared/order/claim-terms.ts';
import { graphql } from '../../gql/gql.ts';
import { Choice } from '../../kit/Chips.tsx';
import { Ask } from '../shell/Ask.tsx';

const OPENING = graphql(/* GraphQL */ `
  query OpeningIfPosted($id: ID!, $claimMode: ClaimMode) {
    order(id: $id) {
      id
      openingIfPosted(claimMode: $claimMode) {
        countyOn
        allOn
      }
    }
  }
`);

interface ClaimModeFieldProps {
  /** Null until the draft is kept. */
  orderId: string | null;
  value: ClaimMode | '';
  onChange: (mode: ClaimMode | '') => void;
}

export function ClaimModeField({ orderId, value, onChange }: ClaimModeFieldProps) {
  return (
    <>
      <Choice
        label="先向谁开放"
        help="选“结对组织优先”的，先由与本站结对的组织接单，无人接单再向同县区、所有组织开放。"
        options={[
          { value: '', label: '按主管单位规定' },
          { value: 'open', label: '同时向所有组织' },
          { value: 'paired_first', label: '结对组织优先' },
        ]}
        value={value}
        onChange={(mode) => onChange(mode as ClaimMode | '')}
      />
      {orderId === null ? null : (
        <Ask query={OPENING} variables={{ id: orderId, claimMode: value || null }} quiet>
          {({ order }) => <p className="hint">{sentenceOf(order?.openingIfPosted ?? null, value)}</p>}
        </Ask>
      )}
    </>
  );
}

function sentenceOf(opening: { countyOn: string; allOn: string } | null, value: ClaimMode | ''): string {
  if (opening) {
    const from = (on: string) => `${formatDate(localDate(on))} 0:00 起`;
    return `今天提交：先由结对组织接单；${from(opening.countyOn)}向同县区组织开放；${from(opening.allOn)}向所有社会组织开放。`;
  }
  return value === 'paired_first'
    ? '今天提交：仍同时向所有组织开放。本站尚无结对组织、特急点单，或接单截止早于轮到所有组织之日的，不分先后。'
    : '今天提交：同时向所有组织开放。';
}
