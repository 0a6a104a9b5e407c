/** 结对协议: all of this unit's, those that wait for a signature first. */
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { windowWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { agreementTag } from './agreement.ts';

const AGREEMENTS = graphql(/* GraphQL */ `
  query PhoneAgreements {
    agreements {
      ...AgreementFacts
    }
  }
`);

export function AgreementsPage() {
  const side = useSide();
  return (
    <Page title="结对协议">
      <Ask query={AGREEMENTS} variables={{}}>
        {({ agreements }) =>
          agreements.length === 0 ? (
            <Empty title="还没有结对协议">社工站确认接单后，由社会组织起草，双方签字后生效，并可打印成正式文书。</Empty>
          ) : (
            <section className="section">
              <Shown what={['全部']} count={agreements.length} />
              <ul className="ledger">
                {[...agreements]
                  .sort((a, b) => Number(b.maySign) - Number(a.maySign))
                  .map((agreement) => (
                    <li key={agreement.id}>
                      <Link to="/agreements/$id" params={{ id: agreement.id }} className="row">
                        <span className="row__over">
                          <StateTag {...agreementTag(agreement.state)} />
                          <span className="number">{agreement.number}</span>
                        </span>
                        <span className="row__title">
                          {side === 'station' ? agreement.organization.name : agreement.station.name}
                        </span>
                        <span className="row__line">{agreement.goal}</span>
                        <span className="row__line">{windowWords(agreement.termFrom, agreement.termTo)}</span>
                        {agreement.maySign ? <span className="row__due">等您签署</span> : null}
                      </Link>
                    </li>
                  ))}
              </ul>
            </section>
          )
        }
      </Ask>
    </Page>
  );
}
