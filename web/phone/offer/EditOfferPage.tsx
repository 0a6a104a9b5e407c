/** 修改供给: one that is listed or rests. */
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { areaOptions, AREAS } from './areas.ts';
import { offerText } from './offer-text.ts';
import { OfferForm } from './OfferForm.tsx';

const OFFER = graphql(/* GraphQL */ `
  query PhoneOffer($id: ID!) {
    offer(id: $id) {
      ...OfferFacts
    }
  }
`);

export function EditOfferPage() {
  const { id } = useParams({ from: '/shell/offers/$id/edit' });
  return (
    <Ask query={OFFER} variables={{ id }}>
      {({ offer }) =>
        offer ? (
          <Ask query={AREAS} variables={{}}>
            {({ regions }) => (
              <OfferForm
                key={offer.id}
                offer={offer}
                areas={areaOptions(regions, offer.areas)}
                text={offerText(offer)}
              />
            )}
          </Ask>
        ) : (
          <Empty
            title="没有找到这条供给"
            action={
              <Link to="/offers" className={buttonClass()}>
                回到我的供给
              </Link>
            }
          >
            可能已下架，或不属于贵单位。
          </Empty>
        )
      }
    </Ask>
  );
}
