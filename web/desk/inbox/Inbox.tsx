/** 通知 on the desk: every notice to this account, newest first, by kind and by whether it was read. */
import { formatDateTime } from '@jiedui/shared/calendar.ts';
import { NOTICE_GROUP_WORDS, NOTICE_GROUPS } from '@jiedui/shared/notice/notice.ts';
import { useAction } from '../../client.ts';
import { Empty, ErrorState, Loading } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { faultOf } from '../../kit/fault.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Inbox as InboxDocument, MarkAllRead, MarkRead } from '../../notice/notice.documents.ts';
import '../../notice/notice.css';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { type InboxSearch, useSearchOf, WayLink } from '../shell/way.tsx';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly link: string;
  readonly createdAt: string;
  readonly readAt?: string | null | undefined;
}

export function Inbox() {
  const { show, group } = useSearchOf<InboxSearch>();
  const unread = show === 'unread';
  const list = usePages(InboxDocument, { unread, group: group ?? null }, (data) => data.notices);
  const mark = useAction(MarkRead);
  const markAll = useAction(MarkAllRead);
  const say = useToast();
  const columns: Column<Row>[] = [
    {
      title: '通知',
      cell: ({ id, title, body, link, readAt }) => (
        <>
          <a href={link} onClick={() => !readAt && void mark.run({ ids: [id] })}>
            {title}
          </a>
          <span className="ledger__under">{body}</span>
        </>
      ),
    },
    { title: '时间', kind: 'short', cell: ({ createdAt }) => formatDateTime(new Date(createdAt)) },
    {
      title: '状态',
      kind: 'short',
      cell: ({ readAt }) => (readAt ? '已读' : <StateTag tone="info" word="未读" />),
    },
  ];
  const words = [unread ? '未读' : '全部', group && NOTICE_GROUP_WORDS[group], `${list.totalCount ?? '…'} 条`];
  return (
    <Page
      title="通知"
      lead="与您有关的事都列在这里，打开即为已读。"
      actions={
        <span className="notice-part__actions">
          <Button
            busy={markAll.busy}
            busyWord="正在标记…"
            onClick={async () => {
              if (!(await markAll.run({}))) return;
              say('全部通知已标为已读。');
              list.again();
            }}
          >
            全部标为已读
          </Button>
          <WayLink to="/notice-settings" className={buttonClass('quiet')}>
            通知设置
          </WayLink>
          <WayLink to="/undelivered" className={buttonClass('quiet')}>
            未送达
          </WayLink>
        </span>
      }
    >
      <FilterLine
        shown={words.filter(Boolean).join(' · ')}
        choices={[
          { word: '全部', way: { to: '/inbox', search: { group } }, chosen: !unread },
          { word: '未读', way: { to: '/inbox', search: { show: 'unread', group } }, chosen: unread },
          { word: '各类', way: { to: '/inbox', search: { show } }, chosen: !group },
          ...NOTICE_GROUPS.map((each) => ({
            word: NOTICE_GROUP_WORDS[each],
            way: { to: '/inbox' as const, search: { show, group: each } },
            chosen: group === each,
          })),
        ]}
      />
      {list.error && !list.nodes ? <ErrorState fault={faultOf(list.error)} onRetry={list.again} /> : null}
      {!list.nodes && !list.error ? <Loading rows={6} /> : null}
      {list.nodes?.length === 0 ? (
        <Empty title={unread ? '没有未读的通知' : '还没有通知'}>
          协议签署、邀请答复、月调度将到期时，会通知您，并列在这里。
        </Empty>
      ) : null}
      {list.nodes && 0 < list.nodes.length ? (
        <Ledger
          name="通知"
          columns={columns}
          rows={list.nodes}
          foot={list.more ? <Button onClick={list.more}>加载更多通知</Button> : null}
        />
      ) : null}
    </Page>
  );
}
