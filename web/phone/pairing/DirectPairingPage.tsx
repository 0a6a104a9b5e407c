/** 直接结对: a station drafts an agreement straight from an offer, and says why it asked nobody else. */
import { addMonths, lastDayOf, monthOf } from '@jiedui/shared/calendar.ts';
import type { AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import { checkJustification } from '@jiedui/shared/pairing/direct.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneOfferToPairQuery } from '../../gql/graphql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { shortWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { AgreementForm, type AgreementText, type Sent } from './AgreementForm.tsx';

const OFFER = graphql(/* GraphQL */ `
  query PhoneOfferToPair($id: ID!) {
    offer(id: $id) {
      id
      title
      content
      state
      serviceTypes
      targetGroups
      sessionsPerMonth
      organization {
        id
        name
      }
    }
  }
`);

const DRAFT = graphql(/* GraphQL */ `
  mutation DraftDirectAgreement($input: DraftDirectAgreementInput!) {
    draftDirectAgreement(input: $input) {
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

type Offer = NonNullable<PhoneOfferToPairQuery['offer']>;

export function DirectPairingPage() {
  const { id } = useParams({ from: '/shell/menu/$id/pair' });
  if (useSide() !== 'station') return <NoPermission who="社工站" />;
  return (
    <Ask query={OFFER} variables={{ id }} rows={5}>
      {({ offer }) =>
        offer?.state === 'listed' ? (
          <Direct key={offer.id} offer={offer} />
        ) : (
          <Empty
            title="这项供给已不在清单上"
            action={
              <Link to="/menu" className={buttonClass()}>
                回到供给清单
              </Link>
            }
          >
            可能已暂停或下架，请另选一项。
          </Empty>
        )
      }
    </Ask>
  );
}

/** A first wording from the offer; people put it right. */
function proposalFor(offer: Offer): AgreementText {
  const today = todayInShanghai();
  const groups = offer.targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、') || '服务对象';
  const service = offer.serviceTypes.map((type) => shortWords(serviceTypeWords(type))).join('、') || '服务';
  return {
    goal: `${offer.organization.name}长期为本站${groups}提供${service}。`,
    tasks: [{ text: offer.title }, { text: '每月核对一次需求和服务记录' }],
    termFrom: today,
    termTo: lastDayOf(addMonths(monthOf(today), 11)),
    funding: '无偿',
    indicators: [{ name: offer.title, quantity: String(offer.sessionsPerMonth * 12), unit: '场' }],
  };
}

function Direct({ offer }: { offer: Offer }) {
  const [start] = useState(() => proposalFor(offer));
  const [justification, setJustification] = useState('');
  const [problem, setProblem] = useState<string>();
  const draft = useAction(DRAFT);
  const navigate = useNavigate();
  const say = useToast();
  const send = async (fields: AgreementFields): Promise<Sent> => {
    const checked = checkJustification(justification);
    if (checked instanceof Error) {
      setProblem(checked.problems[0]?.message);
      return { message: '请先写明直接结对的理由（在本页上方）。' };
    }
    const answer = await draft.run({
      offerId: offer.id,
      justification: checked,
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
    <Page title="直接结对" back={{ to: '/menu', word: '供给清单' }}>
      <Note tone="info">
        按“{offer.title}”与{offer.organization.name}
        结对，不先发布点单。只需要一次服务的，请回到供给清单点这项服务。
      </Note>
      <TextArea
        label="为什么直接与这家组织结对"
        help="主管单位和对方会看到，例如：长期在本镇服务，群众熟悉，已协商一致。"
        value={justification}
        onChange={(value) => {
          setJustification(value);
          setProblem(undefined);
        }}
        problem={problem}
      />
      <AgreementForm start={start} busy={draft.busy} fault={draft.fault} send={send} />
    </Page>
  );
}
