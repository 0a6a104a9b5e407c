/** A need written anew: a draft taken up again, or one on the list corrected. */
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { textOfNeed } from './need.ts';
import { NeedForm } from './NeedForm.tsx';

const NEED = graphql(/* GraphQL */ `
  query PhoneNeedForm($id: ID!) {
    need(id: $id) {
      ...NeedForm
    }
  }
`);

export function EditNeedPage() {
  const { id } = useParams({ from: '/shell/needs/$id/edit' });
  if (useSide() !== 'station') return <NoPermission who="社工站" />;
  return (
    <Ask query={NEED} variables={{ id }} rows={5}>
      {({ need }) =>
        need && (need.state === 'draft' || need.state === 'recorded') ? (
          <Page
            title={need.state === 'draft' ? '登记需求' : '更正需求'}
            over={<span className="number">{need.number}</span>}
            back={{ to: '/needs/$id', params: { id }, word: '需求' }}
          >
            <NeedForm key={need.id} start={need} text={textOfNeed(need)} survey={need.survey ?? null} />
          </Page>
        ) : (
          <Empty
            title={need ? '这条需求现在不能改' : '没有找到这条需求'}
            action={
              <Link to="/needs" className={buttonClass()}>
                回到需求清单
              </Link>
            }
          >
            {need ? '已合并的请先拆开；已转点单的，请在点单里改。' : '可能已删去，或属于别的社工站。'}
          </Empty>
        )
      }
    </Ask>
  );
}
