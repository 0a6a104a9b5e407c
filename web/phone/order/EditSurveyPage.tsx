/** A survey's draft taken up again, with the needs it has found so far. */
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { textOfSurvey } from './survey.ts';
import { SurveyForm } from './SurveyForm.tsx';

const DRAFT = graphql(/* GraphQL */ `
  query PhoneSurveyDraft($id: ID!) {
    survey(id: $id) {
      ...SurveyForm
      needs {
        id
        version
        number
        title
        people {
          value
          unit
          text
        }
      }
    }
    organizations {
      id
      name
    }
  }
`);

export function EditSurveyPage() {
  const { id } = useParams({ from: '/shell/surveys/$id/edit' });
  if (useSide() !== 'station') return <NoPermission who="社工站" />;
  return (
    <Ask query={DRAFT} variables={{ id }} rows={5}>
      {({ survey, organizations }) =>
        survey?.state === 'draft' ? (
          <Page
            title="记一次调查"
            over={<span className="number">{survey.number}</span>}
            back={{ to: '/surveys', word: '调查' }}
          >
            <SurveyForm
              key={survey.id}
              start={{ id: survey.id, version: survey.version, savedAt: new Date(survey.updatedAt) }}
              text={textOfSurvey(survey)}
              needs={survey.needs}
              organizations={organizations}
            />
          </Page>
        ) : (
          <Empty
            title={survey ? '这次调查已经提交' : '没有找到这次调查'}
            action={
              <Link to={survey ? '/surveys/$id' : '/surveys'} params={{ id } as never} className={buttonClass()}>
                {survey ? '查看调查' : '回到调查列表'}
              </Link>
            }
          >
            {survey ? '内容有误的，可以在调查页更正并写明原因。' : '可能属于别的社工站。'}
          </Empty>
        )
      }
    </Ask>
  );
}
