/** 登记需求: a new one, alone or found by a survey. */
import { useSearch } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { BLANK_NEED } from './need.ts';
import { NeedForm } from './NeedForm.tsx';

const OF_SURVEY = graphql(/* GraphQL */ `
  query PhoneNeedSurvey($id: ID!) {
    survey(id: $id) {
      id
      number
      state
      village
    }
  }
`);

export function NewNeedPage() {
  const { survey: id } = useSearch({ from: '/shell/needs/new' });
  if (useSide() !== 'station') return <NoPermission who="社工站" />;
  if (id === undefined)
    return (
      <Page title="登记需求" back={{ to: '/needs', word: '需求清单' }}>
        <NeedForm start={null} text={BLANK_NEED} survey={null} />
      </Page>
    );
  return (
    <Page title="调查发现的需求" back={{ to: '/surveys/$id/edit', params: { id }, word: '这次调查' }}>
      <Ask query={OF_SURVEY} variables={{ id }}>
        {({ survey }) =>
          survey ? (
            <NeedForm
              start={null}
              text={{ ...BLANK_NEED, needType: 'felt', village: survey.village ?? '' }}
              survey={survey}
            />
          ) : (
            <Note tone="late">没有找到这次调查，请返回调查列表查看。</Note>
          )
        }
      </Ask>
    </Page>
  );
}
