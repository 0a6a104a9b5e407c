/** 从供给清单点单: what organizations offer; picking one gives an order filled from it. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { AREA_WORDS, AREAS, serviceTypeArea, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide } from '../shell/viewer.ts';
import './order.css';

const MENU = graphql(/* GraphQL */ `
  query PhoneMenu {
    offers(first: 50) {
      id
      title
      content
      state
      serviceTypes
      costMode
      organization {
        id
        name
      }
    }
  }
`);
const START = graphql(/* GraphQL */ `
  mutation StartOrderFromOffer($input: StartFromOfferInput!) {
    startOrderFromOffer(input: $input) {
      ... on Order {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** From so many on, a list is searched rather than read. */
const LONG = 6;

export function MenuPage() {
  const side = useSide();
  const { area, words } = useSearch({ from: '/shell/menu' });
  const navigate = useNavigate();
  if (side !== 'station') return <NoPermission who="社工站" />;
  const set = (change: { area?: string | undefined; words?: string | undefined }) =>
    void navigate({ to: '/menu', search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <Page title="从供给清单点单" back={{ to: '/orders/new', word: '发布点单' }}>
      <p className="hint">选一项供给，按它填好点单，提交后直接请这家组织承接；组织可以同意，也可以谢绝。</p>
      <Ask query={MENU} variables={{}}>
        {({ offers }) => {
          const listed = offers.filter((offer) => offer.state === 'listed');
          if (listed.length === 0)
            return <Empty title="供给清单里还没有可点的服务">组织上架供给后，会列在这里。也可以直接发布点单。</Empty>;
          const found = listed.filter((offer) => isOf(offer, area) && says(offer, words ?? ''));
          return (
            <>
              {LONG <= listed.length ? (
                <>
                  <Select
                    label="服务领域"
                    placeholder="全部领域"
                    options={AREAS.map((value) => ({ value, label: AREA_WORDS[value] }))}
                    value={area ?? ''}
                    onChange={(next) => set({ area: next || undefined })}
                  />
                  <TextField
                    label="按服务、内容或组织查找"
                    value={words ?? ''}
                    onChange={(next) => set({ words: next || undefined })}
                  />
                  <Shown
                    what={[AREAS.flatMap((each) => (each === area ? [AREA_WORDS[each]] : []))[0] ?? '全部领域', words]}
                    count={found.length}
                  />
                </>
              ) : null}
              {found.length === 0 ? (
                <Empty
                  title="没有这样的供给"
                  action={<Button onClick={() => set({ area: undefined, words: undefined })}>看全部供给</Button>}
                >
                  可以换一个说法，或直接发布点单，由合适的组织来接。
                </Empty>
              ) : (
                <ul className="ledger">
                  {found.map((offer) => (
                    <li key={offer.id}>
                      <Offer offer={offer} />
                    </li>
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Ask>
    </Page>
  );
}

interface Listed {
  readonly title: string;
  readonly content: string;
  readonly serviceTypes: readonly string[];
  readonly organization: { readonly name: string };
}

const isOf = ({ serviceTypes }: Listed, area: string | undefined) =>
  area === undefined || serviceTypes.some((code) => serviceTypeArea(code) === area);

const says = ({ title, content, serviceTypes, organization }: Listed, words: string) =>
  [title, content, organization.name, ...serviceTypes.map(serviceTypeWords)].some((text) =>
    text.includes(words.trim()),
  );

function Offer({
  offer,
}: {
  offer: {
    id: string;
    title: string;
    content: string;
    serviceTypes: readonly string[];
    organization: { name: string };
  };
}) {
  const start = useAction(START);
  const navigate = useNavigate();
  const [refused, setRefused] = useState<string | null>(null);
  const pick = async () => {
    const answer = await start.run({ offerId: offer.id });
    if (answer === null) return;
    if (answer.__typename === 'Order')
      void navigate({ to: '/orders/$id/edit', params: { id: answer.id }, search: { step: 1 } });
    else setRefused(answer.message);
  };
  return (
    <section className="menu" aria-label={offer.title}>
      <h2 className="menu__title">{offer.title}</h2>
      <p className="hint">
        {offer.organization.name} · {offer.serviceTypes.map(serviceTypeWords).join('、')}
      </p>
      <p className="menu__content">{offer.content}</p>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={start.fault} safe="" />
      <div>
        <Button busy={start.busy} busyWord="正在填单…" onClick={() => void pick()}>
          点这项服务
        </Button>
        <Link to="/menu/$id/pair" params={{ id: offer.id }} className={buttonClass('plain')}>
          与这家组织直接结对
        </Link>
      </div>
    </section>
  );
}
