/** 每月确认: what stands on the own list is asked about once a month; one tap each, or all at once. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide } from '../shell/viewer.ts';

const ORDERS = graphql(/* GraphQL */ `
  query PhoneOrdersAwaiting {
    ordersAwaiting(first: 50) {
      count
      orders {
        id
        number
        title
        isResting
        confirmBy
      }
    }
  }
`);
const OFFERS = graphql(/* GraphQL */ `
  query PhoneOffersAwaiting {
    offers(first: 50) {
      id
      number
      version
      title
      state
      needsConfirmation
      confirmBy
    }
  }
`);
const CONFIRM_ORDER = graphql(/* GraphQL */ `
  mutation ConfirmNeed($input: ConfirmNeedInput!) {
    confirmNeed(input: $input) {
      ... on Order {
        id
        lastConfirmedOn
        isResting
        needsConfirmation
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const CONFIRM_OFFER = graphql(/* GraphQL */ `
  mutation ConfirmOffer($input: SetOfferStateInput!) {
    setOfferState(input: $input) {
      ... on Offer {
        id
        version
        state
        needsConfirmation
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const ALL_ORDERS = graphql(/* GraphQL */ `
  mutation ConfirmAllNeeds($input: ConfirmAllNeedsInput!) {
    confirmAllNeeds(input: $input) {
      confirmed
      left
    }
  }
`);
const ALL_OFFERS = graphql(/* GraphQL */ `
  mutation ConfirmAllOffers($input: ConfirmAllOffersInput!) {
    confirmAllOffers(input: $input) {
      confirmed
      left
    }
  }
`);

export function MonthlyPage() {
  const side = useSide();
  if (side !== 'station' && side !== 'organization') return <NoPermission who="社工站或社会组织" />;
  return (
    <Page title="每月确认" back={{ to: '/', word: '待办' }}>
      {side === 'station' ? <Orders /> : <Offers />}
    </Page>
  );
}

/** Keeps what was confirmed here off the page at once when the server has said so. */
function useDone() {
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  return { done, add: (ids: readonly string[]) => setDone((now) => new Set([...now, ...ids])) };
}

function Orders() {
  const one = useAction(CONFIRM_ORDER);
  const all = useAction(ALL_ORDERS);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const { done, add } = useDone();
  const confirm = async (id: string) => {
    const answer = await one.run({ orderId: id });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setRefused(answer.message);
    add([id]);
    say('已确认仍需要，继续接单。');
  };
  const confirmAll = async (ids: readonly string[]) => {
    const answer = await all.run({});
    if (answer === null) return;
    add(ids);
    say(`已确认 ${answer.confirmed} 条点单仍需要。`);
  };
  return (
    <Ask query={ORDERS} variables={{}}>
      {({ ordersAwaiting }) => {
        const left = ordersAwaiting.orders.filter(({ id }) => !done.has(id));
        if (left.length === 0)
          return <Empty title="本月都已确认">待接单的点单每月确认一次仍需要，到时会在待办里提醒。</Empty>;
        return (
          <>
            {refused ? <Note tone="late">{refused}</Note> : null}
            <FaultNote fault={one.fault ?? all.fault} safe="点单没有变化。" />
            <Rows
              rows={left.map((order) => ({ ...order, resting: order.isResting }))}
              word="仍需要"
              busy={one.busy}
              onConfirm={(id) => void confirm(id)}
            />
            <StickyAction>
              <Button kind="primary" busy={all.busy} onClick={() => void confirmAll(left.map(({ id }) => id))}>
                全部仍需要（{Math.max(left.length, ordersAwaiting.count - done.size)} 条）
              </Button>
            </StickyAction>
          </>
        );
      }}
    </Ask>
  );
}

function Offers() {
  const one = useAction(CONFIRM_OFFER);
  const all = useAction(ALL_OFFERS);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const { done, add } = useDone();
  const confirm = async (id: string, version: number) => {
    const answer = await one.run({ offerId: id, expectedVersion: version, state: 'listed' });
    if (answer === null) return;
    if (answer.__typename !== 'Offer') return setRefused(answer.message);
    add([id]);
    say('已确认仍可提供，继续推荐。');
  };
  const confirmAll = async (ids: readonly string[]) => {
    const answer = await all.run({});
    if (answer === null) return;
    add(ids);
    say(`已确认 ${answer.confirmed} 条供给仍可提供。`);
  };
  return (
    <Ask query={OFFERS} variables={{}}>
      {({ offers }) => {
        const left = offers.filter(({ id, needsConfirmation }) => needsConfirmation && !done.has(id));
        if (left.length === 0)
          return <Empty title="本月都已确认">已上架的供给每月确认一次仍可提供，到时会在待办里提醒。</Empty>;
        return (
          <>
            {refused ? <Note tone="late">{refused}</Note> : null}
            <FaultNote fault={one.fault ?? all.fault} safe="供给没有变化。" />
            <Rows
              rows={left.map((offer) => ({ ...offer, resting: offer.state === 'paused' }))}
              word="仍可提供"
              busy={one.busy}
              onConfirm={(id) => void confirm(id, left.find((offer) => offer.id === id)?.version ?? 0)}
            />
            <StickyAction>
              <Button kind="primary" busy={all.busy} onClick={() => void confirmAll(left.map(({ id }) => id))}>
                全部仍可提供（{left.length} 条）
              </Button>
            </StickyAction>
          </>
        );
      }}
    </Ask>
  );
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly resting: boolean;
  readonly confirmBy?: string | null | undefined;
}

function Rows(props: { rows: readonly Row[]; word: string; busy: boolean; onConfirm: (id: string) => void }) {
  return (
    <ul className="ledger">
      {props.rows.map((row) => (
        <li key={row.id}>
          <div className="row">
            <span className="row__over">
              <StateTag
                tone={row.resting ? 'late' : 'decide'}
                word={row.resting ? '已暂停，确认后恢复' : `${props.word}吗`}
              />
              <span className="number">{row.number}</span>
            </span>
            <span className="row__title">{row.title}</span>
            {row.confirmBy ? <span className="row__due">{dateWords(row.confirmBy)} 前确认，逾期暂停</span> : null}
            <div className="actions">
              <Button busy={props.busy} onClick={() => props.onConfirm(row.id)}>
                {props.word}
              </Button>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
