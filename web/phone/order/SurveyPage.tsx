/** One survey: what was asked and found, who took part and says so, the needs, and what was corrected. */
import { SURVEY_METHOD_WORDS, SURVEY_PART_STATE_WORDS, SURVEY_STATE_WORDS } from '@jiedui/shared/order/survey.ts';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { PhoneSurveyQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dayWords, momentWords } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { NeedRow } from './NeedRow.tsx';
import { AnswerPart } from './AnswerPart.tsx';

const CorrectSurvey = lazy(async () => ({ default: (await import('./CorrectSurvey.tsx')).CorrectSurvey }));

const SURVEY = graphql(/* GraphQL */ `
  query PhoneSurvey($id: ID!) {
    survey(id: $id) {
      ...SurveyForm
      submittedAt
      population {
        text
      }
      station {
        id
        name
      }
      parts {
        state
        mayAnswer
        decidedAt
      }
      needs {
        ...NeedRow
      }
      corrections {
        id
        reason
        changed
        correctedAt
      }
    }
  }
`);

type Survey = NonNullable<PhoneSurveyQuery['survey']>;

export function SurveyPage() {
  const { id } = useParams({ from: '/shell/surveys/$id' });
  return (
    <Ask query={SURVEY} variables={{ id }} rows={5}>
      {({ survey }) =>
        survey ? (
          <SurveyBody survey={survey} />
        ) : (
          <Empty
            title="没有找到这次调查"
            action={
              <Link to="/surveys" className={buttonClass()}>
                回到调查列表
              </Link>
            }
          >
            可能还没有提交，或不在您的查看范围。
          </Empty>
        )
      }
    </Ask>
  );
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  method: '方式',
  heldOn: '日期',
  workers: '人员',
  organizationIds: '共同调查的组织',
  population: '数量',
  village: '村（社区）',
  findings: '调查发现',
};

function SurveyBody({ survey }: { survey: Survey }) {
  const own = useSide() === 'station';
  const [correcting, setCorrecting] = useState(false);
  const method = survey.method ? SURVEY_METHOD_WORDS[survey.method] : '调查';
  return (
    <Page
      title={`${method} ${survey.population?.text ?? ''}`}
      back={{ to: '/surveys', word: '调查' }}
      over={
        <>
          <StateTag tone={survey.state === 'draft' ? 'rest' : 'done'} word={SURVEY_STATE_WORDS[survey.state]} />
          <span className="number">{survey.number}</span>
        </>
      }
    >
      {survey.parts.some(({ mayAnswer }) => mayAnswer) ? <AnswerPart surveyId={survey.id} /> : null}
      <Facts
        facts={[
          ['社工站', own ? null : survey.station.name],
          ['日期', survey.heldOn ? dayWords(survey.heldOn) : null],
          ['参加人员', survey.workers?.join('、')],
          [
            '共同调查',
            survey.parts.length === 0 ? null : (
              <ul>
                {survey.parts.map(({ organization, state, decidedAt }) => (
                  <li key={organization.id}>
                    {organization.name} · {SURVEY_PART_STATE_WORDS[state]}
                    {decidedAt ? `（${momentWords(decidedAt)}）` : ''}
                  </li>
                ))}
              </ul>
            ),
          ],
          ['村（社区）', survey.village],
          ['提交', survey.submittedAt ? momentWords(survey.submittedAt) : null],
          ['调查发现', survey.findings ? <span className="prose">{survey.findings}</span> : null],
        ]}
      />
      {own ? (
        <section className="section">
          <h2>发现的需求（{survey.needs.length} 条）</h2>
          <ul className="ledger">
            {survey.needs.map((need) => (
              <li key={need.id}>
                <NeedRow need={need} />
              </li>
            ))}
          </ul>
          <div className="actions">
            <Link to="/needs/new" search={{ survey: survey.id }} className={buttonClass()}>
              补记一条需求
            </Link>
            <Button kind="plain" onClick={() => setCorrecting(true)}>
              更正这次调查
            </Button>
          </div>
        </section>
      ) : null}
      {survey.corrections.length === 0 ? null : (
        <section className="section">
          <h2>更正记录</h2>
          <ul className="ledger">
            {survey.corrections.map((correction) => (
              <li key={correction.id} className="row">
                <span className="row__title">{correction.reason}</span>
                <span className="row__line">
                  {momentWords(correction.correctedAt)} · 改了
                  {correction.changed.map((field) => FIELD_WORDS[field] ?? field).join('、')}；原内容已留存
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {own && correcting ? (
        <Suspense fallback={null}>
          <CorrectSurvey survey={survey} onClose={() => setCorrecting(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
