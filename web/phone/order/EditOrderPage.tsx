/** 发布点单: a draft taken up again. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { useSide } from '../shell/viewer.ts';
import { textOf } from './draft.ts';
import { Wizard } from './Wizard.tsx';

const DRAFT = graphql(/* GraphQL */ `
  query PhoneOrderDraft($id: ID!) {
    order(id: $id) {
      ...OrderDraft
    }
  }
`);

export function EditOrderPage() {
  const { id } = useParams({ from: '/shell/orders/$id/edit' });
  const { step } = useSearch({ from: '/shell/orders/$id/edit' });
  const navigate = useNavigate();
  const side = useSide();
  if (side !== 'station') return <NoPermission who="社工站" />;
  return (
    <Ask query={DRAFT} variables={{ id }}>
      {({ order }) =>
        order?.state === 'draft' || order?.state === 'returned' ? (
          <Wizard
            key={order.id}
            start={{ id: order.id, version: order.version, savedAt: new Date(order.updatedAt) }}
            text={textOf(order)}
            inSeries={order.seriesSeq !== null}
            step={step ?? 1}
            onStep={(next) =>
              void navigate({ to: '/orders/$id/edit', params: { id }, search: { step: next }, resetScroll: true })
            }
            onCreated={() => {}}
            onPosted={() => void navigate({ to: '/orders/$id', params: { id }, replace: true })}
          />
        ) : (
          <Empty
            title={order ? '这个点单已经提交' : '没有找到这份草稿'}
            action={
              <Link to={order ? '/orders/$id' : '/orders'} params={{ id } as never} className={buttonClass()}>
                {order ? '查看点单' : '回到点单列表'}
              </Link>
            }
          >
            {order ? '已提交的点单不能再改；内容有变的，请撤销后重新发布。' : '可能已被删除，或属于别的社工站。'}
          </Empty>
        )
      }
    </Ask>
  );
}
