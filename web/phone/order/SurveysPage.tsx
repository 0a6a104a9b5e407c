/** 调查: the station's own surveys, or those in which the organization took part. */
import {
  SURVEY_METHOD_WORDS,
  SURVEY_STATE_WORDS,
  SURVEY_STATES,
  type SurveyState,
} from '@jiedui/shared/order/survey.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { dayWords } from '../../kit/format.ts';
import { StickyAction } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { OrderPlaces } from './OrderPlaces.tsx';

const SURVEYS = graphql(/* GraphQL */ `
  query PhoneSurveys($state: SurveyState, $after: String) {
    surveys(first: 30, after: $after, state: $state) {
      totalCount
      edges {
        node {
          id
          version
          number
          state
          method
          heldOn
          village
          findings
          needCount
          population {
            value
            unit
            text
          }
          station {
            id
            name
          }
          parts {
            state
            mayAnswer
            organization {
              id
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const FILTERS = [
  { value: undefined, label: '全部' },
  ...SURVEY_STATES.map((state) => ({ value: state as string, label: SURVEY_STATE_WORDS[state] })),
];

export function SurveysPage() {
  const { state } = useSearch({ from: '/shell/surveys' });
  const chosen = SURVEY_STATES.find((one) => one === state);
  const own = useSide() === 'station';
  return (
    <Page title={own ? '需求调查' : '参与的调查'}>
      {own ? (
        <>
          <OrderPlaces at="/surveys" />
          <Filters label="按状态筛选" to="/surveys" name="state" value={chosen} options={FILTERS} />
        </>
      ) : null}
      <SurveyList key={chosen} state={chosen} own={own} />
      {own ? (
        <StickyAction>
          <Link to="/surveys/new" className={buttonClass('primary')}>
            记一次调查
          </Link>
        </StickyAction>
      ) : null}
    </Page>
  );
}

function SurveyList({ state, own, after }: { state: SurveyState | undefined; own: boolean; after?: string }) {
  return (
    <Ask query={SURVEYS} variables={{ state: state ?? null, after: after ?? null }}>
      {({ surveys }) =>
        surveys.edges.length === 0 ? (
          <Empty title={own ? '还没有调查' : '还没有参与的调查'}>
            {own
              ? '入户、电话、问卷、座谈、热线或数据比对，都可以记成一次调查，并把发现的需求一条条列出来。'
              : '社工站请贵单位共同调查并提交后，会列在这里，请确认贵单位参与的部分。'}
          </Empty>
        ) : (
          <section className="section">
            {after ? null : <Shown what={[state ? SURVEY_STATE_WORDS[state] : '全部']} count={surveys.totalCount} />}
            <ul className="ledger">
              {surveys.edges.map(({ node }) => (
                <li key={node.id}>
                  <Link
                    to={node.state === 'draft' ? '/surveys/$id/edit' : '/surveys/$id'}
                    params={{ id: node.id }}
                    className="row"
                  >
                    <span className="row__over">
                      <StateTag tone={node.state === 'draft' ? 'rest' : 'done'} word={SURVEY_STATE_WORDS[node.state]} />
                      {node.parts.some(({ mayAnswer }) => mayAnswer) ? (
                        <StateTag tone="decide" word="请确认参与" />
                      ) : null}
                      <span className="number">{node.number}</span>
                    </span>
                    <span className="row__title">
                      {node.method ? SURVEY_METHOD_WORDS[node.method] : '未选方式的调查'}
                      {node.population ? ` ${node.population.text}` : ''}
                    </span>
                    <span className="row__line">
                      {[own ? node.village : node.station.name, node.heldOn ? dayWords(node.heldOn) : null]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                    {own ? (
                      <span className="row__line">
                        {node.needCount === 0 ? '没有记下需求' : `发现 ${node.needCount} 条需求`}
                        {node.parts.length === 0
                          ? ''
                          : ` · 与${node.parts.map(({ organization }) => organization.name).join('、')}共同调查`}
                      </span>
                    ) : null}
                  </Link>
                </li>
              ))}
            </ul>
            <More pageInfo={surveys.pageInfo}>{(next) => <SurveyList state={state} own={own} after={next} />}</More>
          </section>
        )
      }
    </Ask>
  );
}
