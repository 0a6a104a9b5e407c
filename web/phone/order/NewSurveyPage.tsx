/** 记一次调查: a new one, today, by the person who holds the phone. */
import { graphql } from '../../gql/gql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide, useViewer } from '../shell/viewer.ts';
import { blankSurvey } from './survey.ts';
import { SurveyForm } from './SurveyForm.tsx';

const ORGANIZATIONS = graphql(/* GraphQL */ `
  query PhoneSurveyOrganizations {
    organizations {
      id
      name
    }
  }
`);

export function NewSurveyPage() {
  const viewer = useViewer();
  if (useSide() !== 'station') return <NoPermission who="社工站" />;
  return (
    <Page title="记一次调查" back={{ to: '/surveys', word: '调查' }}>
      <Ask query={ORGANIZATIONS} variables={{}} rows={5}>
        {({ organizations }) => (
          <SurveyForm
            start={null}
            text={blankSurvey(todayInShanghai(), viewer.name)}
            needs={[]}
            organizations={organizations}
          />
        )}
      </Ask>
    </Page>
  );
}
