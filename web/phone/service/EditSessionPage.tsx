/** 填报服务记录: a draft, or one that came back. */
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { LISTS } from './lists.ts';
import { recordOf } from './record.ts';
import { CONTENT_OPTIONS } from './session.ts';
import { SessionForm } from './SessionForm.tsx';

const SESSION = graphql(/* GraphQL */ `
  query PhoneSessionToEdit($id: ID!) {
    session(id: $id) {
      ...SessionFacts
    }
  }
`);

export function EditSessionPage() {
  const { id } = useParams({ from: '/shell/sessions/$id/edit' });
  return (
    <Ask query={LISTS} variables={{}} rows={5}>
      {(lists) => (
        <Ask query={SESSION} variables={{ id }} rows={5}>
          {({ session }) =>
            session?.mayEdit ? (
              <SessionForm key={session.id} lists={lists} session={session} text={recordOf(session, CONTENT_OPTIONS)} />
            ) : (
              <Empty
                title={session ? '这条记录现在不能改' : '没有找到这条服务记录'}
                action={
                  <Link to={session ? '/sessions/$id' : '/sessions'} params={{ id } as never} className={buttonClass()}>
                    {session ? '查看记录' : '回到服务记录'}
                  </Link>
                }
              >
                {session ? '已提交的由社工站确认或退回；退回后可以再改。' : '可能不在您的查看范围。'}
              </Empty>
            )
          }
        </Ask>
      )}
    </Ask>
  );
}
