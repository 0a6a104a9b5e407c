/** 机构资质: the licences and the yearly staff check that the bureau has seen of each organization. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { yearAfter } from '@jiedui/shared/matching/provider-checks.ts';
import { PROVIDER_KIND_WORDS } from '@jiedui/shared/organization/organization.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { dateWords, todayInShanghai } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { validityOf } from '../../kit/validity.ts';
import { Answer } from '../shell/Answer.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { type OrganizationsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { ChecksSheet } from './ChecksSheet.tsx';
import { MatchingPlaces } from './MatchingPlaces.tsx';
import { DeskOrganizations } from './organizations.documents.ts';

export type OrganizationSeen = ResultOf<typeof DeskOrganizations>['organizations'][number];

const columns = (today: LocalDate): readonly Column<OrganizationSeen>[] => [
  {
    title: '社会组织',
    cell: ({ id, name, providerKind, region }) => (
      <>
        <WayLink to="/matching/organizations" search={{ organization: id }} className="ledger__name">
          {name}
        </WayLink>
        <span className="ledger__under">
          {PROVIDER_KIND_WORDS[providerKind]} · {region.name}
        </span>
      </>
    ),
  },
  {
    title: '资质',
    kind: 'wide',
    cell: ({ qualifications }) =>
      qualifications.length === 0 ? (
        <span className="ledger__none">没有登记</span>
      ) : (
        qualifications.map(({ code, name, validUntil }) => (
          <Standing key={code} what={name} until={(validUntil as LocalDate | null | undefined) ?? null} today={today} />
        ))
      ),
  },
  {
    title: '背景核查',
    cell: ({ backgroundCheckedOn }) =>
      backgroundCheckedOn ? (
        <Standing
          what={`${dateWords(backgroundCheckedOn)} 核查`}
          until={yearAfter(backgroundCheckedOn as LocalDate)}
          today={today}
        />
      ) : (
        <span className="ledger__none">没有登记</span>
      ),
  },
];

function Standing({ what, until, today }: { what: string; until: LocalDate | null; today: LocalDate }) {
  return (
    <span className="standing">
      {what} <StateTag {...validityOf(until, today)} />
      {until === null ? null : <span className="ledger__under">有效至 {dateWords(until)}</span>}
    </span>
  );
}

export function Organizations() {
  const { organization: opened } = useSearchOf<OrganizationsSearch>();
  const go = useGo();
  const [{ data, error }, again] = useQuery({ query: DeskOrganizations });
  const open = (id: string | undefined) => go({ to: '/matching/organizations', search: { organization: id } });
  return (
    <Page
      title="机构资质"
      lead="查验原件后登记。点单要求资质、或服务未成年人的，只推荐在服务期间有效的组织。点开一行登记。"
    >
      <MatchingPlaces />
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ organizations }) =>
          organizations.length === 0 ? (
            <Empty title="还没有社会组织">社会组织开通以后，会列在这里。</Empty>
          ) : (
            <>
              <Ledger
                name="机构资质"
                columns={columns(todayInShanghai())}
                rows={organizations}
                onOpen={(row) => open(row.id)}
                openedId={opened}
              />
              <ChecksSheet
                organization={organizations.find(({ id }) => id === opened)}
                onClose={() => open(undefined)}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}
