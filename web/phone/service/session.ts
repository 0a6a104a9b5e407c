/** What every page asks of a service record, and how its state looks. */
import { SESSION_STATE_WORDS, type SessionState } from '@jiedui/shared/service/session.ts';
import { graphql } from '../../gql/gql.ts';
import type { Tone } from '../../kit/StateTag.tsx';

export const SESSION_FACTS = graphql(/* GraphQL */ `
  fragment SessionFacts on Session {
    id
    number
    version
    state
    title
    theme
    category
    method
    serviceTypes
    startedAt
    endedAt
    place
    contents
    partners
    summary
    returnReason
    submittedAt
    confirmedAt
    mayConfirm
    mayEdit
    organization {
      id
      name
    }
    stations {
      station {
        id
        name
      }
      confirmedAt
      satisfaction
      opinion
    }
    providers {
      id
      name
    }
    completesOrderIds
    orders {
      id
      number
      title
    }
    headcounts {
      role
      quantity {
        value
        qualifier
        unit
        text
      }
      targetGroup
    }
    goods {
      item
      spec
      quantity {
        value
        qualifier
        unit
        text
      }
      recipientStation {
        id
        name
      }
      recipient
    }
    photos {
      id
      url
      caption
      width
      height
    }
  }
`);

const TONES: Record<SessionState, Tone> = { draft: 'rest', submitted: 'decide', returned: 'late', confirmed: 'done' };

export function sessionTag(state: SessionState): { tone: Tone; word: string } {
  return { tone: TONES[state], word: SESSION_STATE_WORDS[state] };
}

export const SATISFACTION_WORDS = ['很不满意', '不满意', '一般', '满意', '很满意'] as const;

/** What is usually done in a session; others can be written in. */
export const CONTENT_OPTIONS = [
  '测量血压',
  '测量血糖',
  '问诊听诊',
  '用药指导',
  '健康讲座',
  '发放药品',
  '入户探访',
  '心理疏导',
  '代买代办',
  '理发',
  '打扫卫生',
  '安全教育',
  '学业辅导',
  '亲子活动',
  '文艺演出',
  '技能培训',
  '考前辅导',
  '政策宣讲',
  '发放物资',
  '资料建档',
] as const;
