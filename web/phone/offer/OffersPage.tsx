/** 供给清单: what this organization can do; each listing is confirmed again every month. */
import { OFFER_STATE_WORDS, type OfferState } from '@jiedui/shared/offer/offer.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { OfferFactsFragment } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { dateWords, windowWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide } from '../shell/viewer.ts';

export const OFFER_FACTS = graphql(/* GraphQL */ `
  fragment OfferFacts on Offer {
    id
    number
    version
    state
    title
    content
    serviceTypes
    targetGroups
    sessionsPerMonth
    personsPerSession
    areas {
      code
      name
    }
    windowFrom
    windowTo
    costMode
    farthestKm
    unitPriceFen
    lastConfirmedOn
    needsConfirmation
  }
`);

const ExportList = lazy(() => import('../shell/ExportList.tsx'));

const OFFERS = graphql(/* GraphQL */ `
  query PhoneOffers {
    offers(first: 50) {
      ...OfferFacts
    }
  }
`);

const SET_STATE = graphql(/* GraphQL */ `
  mutation SetOfferState($input: SetOfferStateInput!) {
    setOfferState(input: $input) {
      ... on Offer {
        ...OfferFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const TONES: Record<OfferState, Tone> = { draft: 'rest', listed: 'done', paused: 'decide', delisted: 'rest' };

export function OffersPage() {
  const side = useSide();
  if (side !== 'organization') return <NoPermission who="社会组织" />;
  return (
    <Page title="我的供给" back={{ to: '/me', word: '我的' }}>
      <p className="hint">
        <Link to="/wanted">这里缺：附近哪些服务没有人提供</Link>
      </p>
      <Ask query={OFFERS} variables={{}}>
        {({ offers }) =>
          offers.length === 0 ? (
            <Empty title="还没有发布供给">
              写明能做什么、为谁做、在哪里做、每月几场。合适的点单出来时，会优先推荐给您并通知您。
            </Empty>
          ) : (
            <>
              <Suspense fallback={null}>
                <ExportList list="offers" count={offers.length} />
              </Suspense>
              <ul className="ledger">
                {offers.map((offer) => (
                  <li key={offer.id}>
                    <OfferRow offer={offer} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Ask>
      <StickyAction>
        <Link to="/offers/new" className={buttonClass('primary')}>
          发布供给
        </Link>
      </StickyAction>
    </Page>
  );
}

function OfferRow({ offer }: { offer: OfferFactsFragment }) {
  const change = useAction(SET_STATE);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  const to = async (state: OfferState, words: string) => {
    setRefused(null);
    const answer = await change.run({ offerId: offer.id, expectedVersion: offer.version, state });
    if (answer === null) return;
    if (answer.__typename === 'Offer') say(words);
    else setRefused(answer.message);
  };
  return (
    <div className="row">
      <span className="row__over">
        <StateTag tone={TONES[offer.state]} word={OFFER_STATE_WORDS[offer.state]} />
        <span className="number">{offer.number}</span>
      </span>
      <span className="row__title">{offer.title}</span>
      <span className="row__line">{offer.serviceTypes.map(serviceTypeWords).join('、')}</span>
      <span className="row__line">
        {offer.areas.map((area) => area.name).join('、')} · 每月 {offer.sessionsPerMonth} 场 ·{' '}
        {windowWords(offer.windowFrom, offer.windowTo)}
      </span>
      {offer.needsConfirmation ? (
        <span className="row__due">
          本月还没有确认{offer.lastConfirmedOn ? `（上次 ${dateWords(offer.lastConfirmedOn)}）` : ''}，下月起将暂停推荐
        </span>
      ) : null}
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={change.fault} safe="供给没有变化。" />
      <div className="actions">
        {offer.needsConfirmation ? (
          <Button busy={change.busy} onClick={() => void to('listed', '已确认，本月继续推荐。')}>
            确认仍可提供
          </Button>
        ) : null}
        <Link to="/offers/$id/edit" params={{ id: offer.id }} className={buttonClass('plain')}>
          修改
        </Link>
        <Link to="/history" search={{ of: offer.id }} className={buttonClass('plain')}>
          变化经过
        </Link>
        {offer.state === 'listed' ? (
          <Button kind="plain" onClick={() => void to('paused', '已暂停，不再推荐新的点单。')}>
            暂停供给
          </Button>
        ) : (
          <Button kind="plain" onClick={() => void to('listed', '已上架，合适的点单会推荐给您。')}>
            重新上架
          </Button>
        )}
      </div>
    </div>
  );
}
