/** One claim. The page is its order's: the claim is a part of it, for both sides. */
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { OrderSentence } from '../order/OrderSentence.tsx';
import { NoOrder, OrderBody } from './OrderPage.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { momentWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { claimTag } from '../claim/claim.ts';

const CLAIM = graphql(/* GraphQL */ `
  query PhoneClaim($id: ID!) {
    claim(id: $id) {
      ...ClaimFacts
      order {
        ...OrderPage
      }
    }
  }
`);

export function ClaimPage() {
  const { id } = useParams({ from: '/shell/claims/$id' });
  return (
    <Ask query={CLAIM} variables={{ id }} rows={5}>
      {({ claim }) => {
        if (!claim) return <NoOrder />;
        const { order } = claim;
        if (claim.state === 'pending' || claim.state === 'confirmed') return <OrderBody order={order} />;
        return (
          <Page
            title={order.title}
            back={{ to: '/claims', word: '接单' }}
            over={<StateTag {...claimTag(claim.state)} />}
          >
            <OrderSentence order={order} />
            <Note tone="info">
              {momentWords(claim.claimedAt)} 接单{claim.decidedAt ? `，${momentWords(claim.decidedAt)} 办结` : ''}。
              {claim.reason ? `原因：${claim.reason}` : ''}
            </Note>
          </Page>
        );
      }}
    </Ask>
  );
}
