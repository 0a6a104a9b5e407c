/** One need in a list: its title, the people and the village, its type, and how long it has waited. */
import { NEED_TYPE_WORDS, ORDER_MODE_WORDS } from '@jiedui/shared/order/order.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { NeedRowFragment } from '../../gql/graphql.ts';
import { momentWords, shortWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { needTag } from './need.ts';

export const NEED_ROW = graphql(/* GraphQL */ `
  fragment NeedRow on Need {
    id
    version
    number
    state
    title
    serviceType
    targetGroups
    needType
    mode
    urgency
    village
    people {
      value
      unit
      text
    }
    recordedAt
  }
`);

export function NeedRow({ need }: { need: NeedRowFragment }) {
  const groups = need.targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、');
  return (
    <Link to="/needs/$id" params={{ id: need.id }} className="row">
      <span className="row__over">
        <StateTag {...needTag(need.state)} />
        {need.urgency === 'urgent' || need.urgency === 'emergency' ? (
          <StateTag
            tone={need.urgency === 'urgent' ? 'decide' : 'late'}
            word={need.urgency === 'urgent' ? '较急' : '紧急'}
          />
        ) : null}
        <span className="number">{need.number}</span>
      </span>
      <span className="row__title">{need.title || '还没有写名称的需求'}</span>
      <span className="row__line">{[need.village, need.people?.text, groups].filter(Boolean).join(' · ')}</span>
      <span className="row__line">
        {[
          need.serviceType ? shortWords(serviceTypeWords(need.serviceType)) : null,
          need.needType ? NEED_TYPE_WORDS[need.needType] : null,
          need.mode ? ORDER_MODE_WORDS[need.mode] : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {need.recordedAt ? <span className="row__line">{momentWords(need.recordedAt)} 登记</span> : null}
    </Link>
  );
}
