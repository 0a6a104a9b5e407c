/** 通知: what happened that concerns this account, newest first; reading the page marks them read. */
import { useEffect, useRef } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneInboxQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { momentWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { PathLink } from '../shell/PathLink.tsx';

const INBOX = graphql(/* GraphQL */ `
  query PhoneInbox {
    home {
      notices {
        id
        title
        body
        link
        createdAt
        readAt
      }
    }
  }
`);

const MARK_READ = graphql(/* GraphQL */ `
  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {
    markNoticesRead(input: $input) {
      ids
    }
  }
`);

type Notices = PhoneInboxQuery['home']['notices'];

export function InboxPage() {
  return (
    <Page title="通知">
      <Ask query={INBOX} variables={{}}>
        {({ home }) =>
          home.notices.length === 0 ? (
            <Empty title="还没有通知">有人接单、确认、退回或签署时，会通知您，并列在这里。</Empty>
          ) : (
            <NoticeList notices={home.notices} />
          )
        }
      </Ask>
    </Page>
  );
}

function NoticeList({ notices }: { notices: Notices }) {
  const mark = useAction(MARK_READ);
  // What was unread when the page opened stays marked as new while it is open.
  const fresh = useRef(new Set(notices.filter((notice) => !notice.readAt).map((notice) => notice.id)));
  const unread = notices.filter((notice) => !notice.readAt).map((notice) => notice.id);
  const asked = useRef('');
  useEffect(() => {
    const ids = unread.join(' ');
    if (ids === '' || ids === asked.current) return;
    asked.current = ids;
    for (const id of unread) fresh.current.add(id);
    void mark.run({ ids: unread });
  });
  return (
    <ul className="ledger">
      {notices.map((notice) => (
        <li key={notice.id}>
          <PathLink className="row" path={notice.link}>
            <span className="row__over">
              {fresh.current.has(notice.id) ? <StateTag tone="info" word="新" /> : null}
              <span className="number">{momentWords(notice.createdAt)}</span>
            </span>
            <span className="row__title">{notice.title}</span>
            <span className="row__line">{notice.body}</span>
          </PathLink>
        </li>
      ))}
    </ul>
  );
}
