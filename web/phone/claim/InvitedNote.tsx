/** On an order's page: to whom it is being offered, for the station; the way to answer, for the one who is asked. */
import { Link } from '@tanstack/react-router';
import type { OrderPageFragment } from '../../gql/graphql.ts';
import { deadlineWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';

interface InvitedNoteProps {
  invitation: NonNullable<OrderPageFragment['invitation']>;
  asked: boolean;
}

export function InvitedNote({ invitation, asked }: InvitedNoteProps) {
  const { id, state, authority, organization, respondUntil, declineReasonWords } = invitation;
  const link = (word: string) => (
    <Link to="/invitations/$id" params={{ id }}>
      {word}
    </Link>
  );
  if (state === 'pending')
    return asked ? (
      <Note tone="decide">
        {authority.name}邀请贵单位承接这个点单，请在 {deadlineWords(respondUntil)}答复。{link('去答复邀请')}
      </Note>
    ) : (
      <Note tone="info">
        {authority.name}已邀请 <b>{organization.name}</b> 承接，等其在 {deadlineWords(respondUntil)}
        答复。期间点单仍开放接单。{link('查看邀请')}
      </Note>
    );
  if (asked || state === 'accepted') return null;
  return (
    <Note>
      {authority.name}邀请过 {organization.name}，
      {state === 'declined'
        ? `对方谢绝${declineReasonWords ? `（${declineReasonWords}）` : ''}`
        : state === 'withdrawn'
          ? '已撤回'
          : '对方没有按时答复'}
      。点单仍开放接单，也可在下面看看推荐的组织。
    </Note>
  );
}
