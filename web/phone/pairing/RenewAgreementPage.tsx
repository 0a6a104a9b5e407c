/** 续签: the next agreement of a pairing, begun with the words of the one that stands. */
import { addMonths, lastDayOf, type LocalDate, monthOf } from '@jiedui/shared/calendar.ts';
import type { AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneRenewalQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { AgreementForm, type Sent } from './AgreementForm.tsx';

const RENEWAL = graphql(/* GraphQL */ `
  query PhoneRenewal($id: ID!) {
    agreement(id: $id) {
      ...AgreementFacts
      pairing {
        id
        toOn
        renewalFrom
      }
    }
  }
`);

const RENEW = graphql(/* GraphQL */ `
  mutation RenewAgreement($input: RenewAgreementInput!) {
    renewAgreement(input: $input) {
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

type Agreement = NonNullable<PhoneRenewalQuery['agreement']>;

export function RenewAgreementPage() {
  const { id } = useParams({ from: '/shell/agreements/$id/renew' });
  return (
    <Ask query={RENEWAL} variables={{ id }} rows={5}>
      {({ agreement }) =>
        agreement?.pairing.renewalFrom ? (
          <Renewal key={agreement.id} agreement={agreement} from={agreement.pairing.renewalFrom as LocalDate} />
        ) : (
          <Empty
            title="现在不能续签"
            action={
              <Link to="/agreements" className={buttonClass()}>
                回到协议列表
              </Link>
            }
          >
            到期前 90 天内可以起草续签；已经起草的，请在协议列表打开签署。
          </Empty>
        )
      }
    </Ask>
  );
}

function Renewal({ agreement, from }: { agreement: Agreement; from: LocalDate }) {
  const renew = useAction(RENEW);
  const navigate = useNavigate();
  const say = useToast();
  const send = async (fields: AgreementFields): Promise<Sent> => {
    const answer = await renew.run({
      pairingId: agreement.pairing.id,
      ...fields,
      tasks: [...fields.tasks],
      indicators: [...fields.indicators],
    });
    if (answer === null || answer.__typename !== 'Agreement') return answer;
    say(`续签协议 ${answer.number} 已起草，请双方负责人签署。`);
    void navigate({ to: '/agreements/$id', params: { id: answer.id }, replace: true });
    return null;
  };
  return (
    <Page title="续签结对协议" back={{ to: '/agreements/$id', params: { id: agreement.id }, word: '协议' }}>
      <Note tone="info">
        现协议 {agreement.number} 到{dateWords(agreement.pairing.toOn)}
        止。新一期已按现协议拟好，请核对修改；双方签字后自
        {dateWords(from)}起履行。
      </Note>
      <AgreementForm
        start={{
          goal: agreement.goal,
          tasks: agreement.tasks.map((text) => ({ text })),
          termFrom: from,
          termTo: lastDayOf(addMonths(monthOf(from), 11)),
          funding: agreement.funding,
          indicators: agreement.indicators.map(({ name, unit, quantity }) => ({
            name,
            unit,
            quantity: String(quantity),
          })),
        }}
        fixedFrom
        busy={renew.busy}
        fault={renew.fault}
        send={send}
      />
    </Page>
  );
}
