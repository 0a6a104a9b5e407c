/** 通知: what happened that concerns this account, newest first; opening one reads it, one button reads them all. */
import { NOTICE_GROUP_WORDS, NOTICE_GROUPS, type NoticeGroup } from '@jiedui/shared/notice/notice.ts';
import { formatDateTime } from '@jiedui/shared/calendar.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { useAction } from '../../client.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Inbox, MarkAllRead, MarkRead } from '../../notice/notice.documents.ts';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { PathLink } from '../shell/PathLink.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

interface Filter {
  readonly unread: boolean;
  readonly group: NoticeGroup | undefined;
}

export function InboxPage() {
  const { show, group: asked } = useSearch({ strict: false }) as { show?: string; group?: string };
  const group = NOTICE_GROUPS.find((each) => each === asked);
  const unread = show === 'unread';
  return (
    <Page title="通知">
      <Filters
        label="按是否已读"
        to="/inbox"
        name="show"
        value={unread ? 'unread' : undefined}
        options={[
          { value: undefined, label: '全部' },
          { value: 'unread', label: '未读' },
        ]}
      />
      <Filters
        label="按种类"
        to="/inbox"
        name="group"
        value={group}
        options={[
          { value: undefined, label: '各类' },
          ...NOTICE_GROUPS.map((value) => ({ value, label: NOTICE_GROUP_WORDS[value] })),
        ]}
      />
      <List filter={{ unread, group }} />
      <p>
        <Link to="/notice-settings">通知设置：邮件、免打扰</Link>
      </p>
    </Page>
  );
}

function List({ filter, after }: { filter: Filter; after?: string }) {
  const mark = useAction(MarkRead);
  const markAll = useAction(MarkAllRead);
  const say = useToast();
  const variables = { first: 20, after: after ?? null, unread: filter.unread, group: filter.group ?? null };
  return (
    <Ask query={Inbox} variables={variables}>
      {({ notices, viewer }) => (
        <section className="section">
          {after ? null : (
            <>
              <Shown
                what={[filter.unread ? '未读' : '全部', filter.group && NOTICE_GROUP_WORDS[filter.group]]}
                count={notices.totalCount}
              />
              {viewer && 0 < viewer.unreadNotices ? (
                <div>
                  <Button
                    busy={markAll.busy}
                    busyWord="正在标记…"
                    onClick={async () => {
                      if (await markAll.run({})) say('全部通知已标为已读。');
                    }}
                  >
                    全部标为已读（{viewer.unreadNotices} 条）
                  </Button>
                </div>
              ) : null}
              <FaultNote fault={markAll.fault} safe="通知没有变动。" />
            </>
          )}
          {notices.edges.length === 0 && !after ? (
            <Empty title={filter.unread ? '没有未读的通知' : '还没有通知'}>
              有人接单、确认、退回或签署时，会通知您，并列在这里。
            </Empty>
          ) : null}
          <ul className="ledger">
            {notices.edges.map(({ node }) => (
              <li key={node.id} onClickCapture={() => !node.readAt && void mark.run({ ids: [node.id] })}>
                <PathLink className="row" path={node.link}>
                  <span className="row__over">
                    {node.readAt ? null : <StateTag tone="info" word="未读" />}
                    <span className="number">{formatDateTime(new Date(node.createdAt))}</span>
                  </span>
                  <span className="row__title">{node.title}</span>
                  <span className="row__line">{node.body}</span>
                </PathLink>
              </li>
            ))}
          </ul>
          <More pageInfo={notices.pageInfo}>{(next) => <List filter={filter} after={next} />}</More>
        </section>
      )}
    </Ask>
  );
}
