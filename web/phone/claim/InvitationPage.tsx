/** One invitation: who invites, for what, why this organization, until when; accepted or declined, and nothing held against a no. */
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneInvitationQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dateWords, deadlineWords, momentWords } from '../../kit/format.ts';
import { Facts, Note, StickyAction } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { type CheckSeen, CheckList } from '../matching/CheckList.tsx';
import { OrderSentence } from '../order/OrderSentence.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useViewer } from '../shell/viewer.ts';
import { DeclineInvitation } from './DeclineInvitation.tsx';
import { PortionFields, portionsOf, SharesTaken } from './SharePart.tsx';
import { invitationTag, leftWords } from './invitation.ts';
import './invitation.css';

const INVITATION = graphql(/* GraphQL */ `
  query PhoneInvitation($id: ID!) {
    invitation(id: $id) {
      ...InvitationFacts
      order {
        ...OrderRow
        ...OrderShares
        description
      }
    }
  }
`);

const ACCEPT = graphql(/* GraphQL */ `
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      ... on Invitation {
        id
        version
        state
        claim {
          id
        }
      }
      ... on NotEligible {
        code
        message
        checks {
          code
          passed
          reason
          remedy
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export type PhoneInvitation = NonNullable<PhoneInvitationQuery['invitation']>;

export function InvitationPage() {
  const { id } = useParams({ from: '/shell/invitations/$id' });
  return (
    <Ask query={INVITATION} variables={{ id }} rows={4}>
      {({ invitation }) =>
        invitation ? (
          <OneInvitation invitation={invitation} />
        ) : (
          <Empty
            title="没有找到这份邀请"
            action={
              <Link to="/" className={buttonClass()}>
                回到待办
              </Link>
            }
          >
            可能已撤回，或不在您的查看范围。
          </Empty>
        )
      }
    </Ask>
  );
}

function OneInvitation({ invitation }: { invitation: PhoneInvitation }) {
  const viewer = useViewer();
  const { state, order, authority, organization, sentence, respondUntil, sentAt } = invitation;
  const asked = viewer.organization?.id === organization.id;
  return (
    <Page
      title={order.title}
      back={asked ? { to: '/invitations', word: '收到的邀请' } : { to: '/orders', word: '点单' }}
      over={
        <>
          <StateTag {...invitationTag(state)} />
          <span className="number">{order.number}</span>
        </>
      }
    >
      <p className="invitation__who">
        <b>{authority.name}</b> 邀请 <b>{asked ? '贵单位' : organization.name}</b> 承接这个点单。
      </p>
      {state === 'pending' ? (
        <p className="invitation__until">
          请在 <b>{dateWords(localDateOf(new Date(respondUntil)))}</b> {deadlineWords(respondUntil).slice(-7)}答复，
          {leftWords(respondUntil, new Date())}。
        </p>
      ) : (
        <Answered invitation={invitation} asked={asked} />
      )}
      <OrderSentence order={{ ...order, claimedBy: order.claimedBy ?? organization }} />
      <section className="section">
        <h2>{asked ? '为什么邀请贵单位' : `为什么邀请${organization.name}`}</h2>
        <p className="why">{sentence}</p>
      </section>
      <SharesTaken order={order} />
      <Facts
        facts={[
          ['地点', order.place],
          ['说明', order.description ? <span className="prose">{order.description}</span> : null],
          ['接单截止', order.claimableUntil ? deadlineWords(order.claimableUntil) : null],
          ['邀请发出', momentWords(sentAt)],
          [
            '点单',
            <Link key="order" to="/orders/$id" params={{ id: order.id }}>
              查看点单全部内容
            </Link>,
          ],
        ]}
      />
      {state === 'pending' && asked ? <AnswerIt invitation={invitation} /> : null}
    </Page>
  );
}

/** What became of it, and what to do next. */
function Answered({ invitation, asked }: { invitation: PhoneInvitation; asked: boolean }) {
  const { state, answeredAt, declineReasonWords, reason, respondUntil, claim, order } = invitation;
  const when = answeredAt ? `${momentWords(answeredAt)} ` : '';
  if (state === 'accepted')
    return (
      <Note tone="info">
        {when}已接受。{order.station.name}确认后，由承接的组织起草结对协议。
        {claim && asked ? (
          <Link to="/claims/$id" params={{ id: claim.id }}>
            查看接单
          </Link>
        ) : null}
      </Note>
    );
  if (state === 'declined')
    return (
      <Note>
        {when}已谢绝{declineReasonWords ? `：${declineReasonWords}` : ''}
        {reason ? `（${reason}）` : ''}。点单仍在供需广场开放。
      </Note>
    );
  if (state === 'withdrawn')
    return (
      <Note>
        {when}已由{invitation.authority.name}撤回{reason ? `，原因：${reason}` : ''}。{asked ? '贵单位无需答复。' : ''}
      </Note>
    );
  return (
    <Note tone="decide">
      {deadlineWords(respondUntil)}没有答复，邀请已失效。
      {asked && order.isClaimable ? '如仍愿服务，可打开点单直接接单。' : ''}
    </Note>
  );
}

type Refused = { readonly message: string; readonly checks: readonly CheckSeen[] };

function AnswerIt({ invitation }: { invitation: PhoneInvitation }) {
  const { id, version, order } = invitation;
  const [open, setOpen] = useState<'accept' | 'decline' | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [portions, setPortions] = useState<Readonly<Record<number, string>>>({});
  const accept = useAction(ACCEPT);
  const navigate = useNavigate();
  const say = useToast();
  const press = async () => {
    setRefused(null);
    const answer = await accept.run({
      invitationId: id,
      expectedVersion: version,
      portions: portionsOf(order, portions),
    });
    if (answer === null) return;
    if (answer.__typename === 'Invitation') {
      say(`已接受邀请，等待${order.station.name}确认。`);
      if (answer.claim) void navigate({ to: '/claims/$id', params: { id: answer.claim.id } });
      return;
    }
    const checks = answer.__typename === 'NotEligible' ? answer.checks.filter((check) => !check.passed) : [];
    setRefused({ message: answer.message, checks });
  };
  const close = () => {
    setRefused(null);
    setOpen(null);
  };
  return (
    <>
      <StickyAction>
        <Button kind="primary" onClick={() => setOpen('accept')}>
          接受邀请
        </Button>
        <Button onClick={() => setOpen('decline')}>谢绝</Button>
        <span className="saved">这是邀请，不是指派；谢绝不影响以后的推荐和评价。</span>
      </StickyAction>
      <Sheet
        open={open === 'accept'}
        onClose={close}
        title={refused ? '没有接成' : '接受邀请，接下这个点单？'}
        foot={
          refused ? (
            <>
              <Link to="/orders/$id" params={{ id: order.id }} className={buttonClass('primary')}>
                查看点单现在的情况
              </Link>
              <Button onClick={close}>留在本页</Button>
            </>
          ) : (
            <>
              <Button kind="primary" busy={accept.busy} busyWord="接单中…" onClick={() => void press()}>
                确认接受
              </Button>
              <Button onClick={close}>再想想</Button>
            </>
          )
        }
      >
        {refused ? (
          <div role="alert">
            <p>{refused.message}</p>
            {refused.checks.length === 0 ? null : <CheckList checks={refused.checks} offerId={null} />}
          </div>
        ) : (
          <>
            <OrderSentence order={{ ...order, claimedBy: invitation.organization }} />
            <PortionFields order={order} value={portions} onChange={setPortions} />
            <p className="hint">
              接受即接单，由{order.station.name}在 2
              个工作日内确认。确认前您可以撤回；确认后由贵单位起草结对协议，双方签字生效。
            </p>
            <FaultNote fault={accept.fault} safe="还没有接成，也不会重复接单。" />
          </>
        )}
      </Sheet>
      <DeclineInvitation invitation={invitation} open={open === 'decline'} onClose={close} />
    </>
  );
}
