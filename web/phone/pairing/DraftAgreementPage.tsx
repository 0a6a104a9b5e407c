/** 起草结对协议: made from a confirmed claim, with a first wording to be put right. */
import { addMonths, lastDayOf, monthOf, type LocalDate } from '@jiedui/shared/calendar.ts';
import type { AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneClaimForAgreementQuery } from '../../gql/graphql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { shortWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { AgreementForm, type AgreementText, type Sent } from './AgreementForm.tsx';

const CLAIM = graphql(/* GraphQL */ `
  query PhoneClaimForAgreement($id: ID!) {
    claim(id: $id) {
      id
      state
      mayDraftAgreement
      agreement {
        id
      }
      organization {
        id
        name
      }
      order {
        id
        title
        serviceType
        targetGroups
        windowFrom
        windowTo
        headcount {
          value
          text
          unit
        }
        station {
          id
          name
        }
      }
    }
  }
`);

const DRAFT = graphql(/* GraphQL */ `
  mutation DraftAgreement($input: DraftAgreementInput!) {
    draftAgreement(input: $input) {
      ... on Agreement {
        ...AgreementFacts
      }
      ... on AgreementIncomplete {
        code
        message
        problems {
          field
          message
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Claim = NonNullable<PhoneClaimForAgreementQuery['claim']>;

/** A first wording from the order; people put it right. */
export function proposalFor(order: Claim['order'], organization: string, today: LocalDate): AgreementText {
  const groups = order.targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、') || '服务对象';
  const service = order.serviceType ? shortWords(serviceTypeWords(order.serviceType)) : '服务';
  const from = order.windowFrom && today < order.windowFrom ? (order.windowFrom as LocalDate) : today;
  return {
    goal: `${organization}与${order.station.name}结对，为${groups}提供${service}，并帮助站点把这项服务做成常态。`,
    tasks: [{ text: order.title }, { text: `每月与${order.station.name}核对一次需求和服务记录` }],
    termFrom: from,
    termTo: lastDayOf(addMonths(monthOf(from), 11)),
    funding: '无偿',
    indicators: [
      { name: service, quantity: '1', unit: '场' },
      { name: '服务人次', quantity: String(order.headcount?.value ?? 1), unit: '人次' },
    ],
  };
}

export function DraftAgreementPage() {
  const { id } = useParams({ from: '/shell/claims/$id/agreement' });
  return (
    <Ask query={CLAIM} variables={{ id }}>
      {({ claim }) =>
        claim?.mayDraftAgreement ? (
          <Draft key={claim.id} claim={claim} />
        ) : (
          <Empty
            title={claim?.agreement ? '协议已经起草' : '现在不能起草协议'}
            action={
              claim?.agreement ? (
                <Link to="/agreements/$id" params={{ id: claim.agreement.id }} className={buttonClass()}>
                  查看协议
                </Link>
              ) : (
                <Link to="/claims" className={buttonClass()}>
                  回到我的接单
                </Link>
              )
            }
          >
            {claim?.agreement ? '这次接单的协议已有，请在协议页签署。' : '社工站确认接单后，由承接的社会组织起草。'}
          </Empty>
        )
      }
    </Ask>
  );
}

function Draft({ claim }: { claim: Claim }) {
  const draft = useAction(DRAFT);
  const navigate = useNavigate();
  const say = useToast();
  const send = async (fields: AgreementFields): Promise<Sent> => {
    const answer = await draft.run({
      claimId: claim.id,
      ...fields,
      tasks: [...fields.tasks],
      indicators: [...fields.indicators],
    });
    if (answer === null || answer.__typename !== 'Agreement') return answer;
    say(`协议 ${answer.number} 已起草，请双方负责人签署。`);
    void navigate({ to: '/agreements/$id', params: { id: answer.id }, replace: true });
    return null;
  };
  return (
    <Page title="起草结对协议" back={{ to: '/claims/$id', params: { id: claim.id }, word: '接单' }}>
      <Note tone="info">
        甲方 {claim.organization.name}，乙方 {claim.order.station.name}，依据点单“{claim.order.title}
        ”。已按点单拟好初稿，请核对修改。
      </Note>
      <AgreementForm
        start={proposalFor(claim.order, claim.organization.name, todayInShanghai())}
        busy={draft.busy}
        fault={draft.fault}
        send={send}
      />
    </Page>
  );
}
