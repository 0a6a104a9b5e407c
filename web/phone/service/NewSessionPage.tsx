/** 填报服务记录: a new one, begun from an order when it comes from there. */
import { useSearch } from '@tanstack/react-router';
import { NoPermission } from '../../kit/Blank.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Ask } from '../shell/Ask.tsx';
import { useViewer } from '../shell/viewer.ts';
import { LISTS } from './lists.ts';
import { blankRecord } from './record.ts';
import { SessionForm } from './SessionForm.tsx';

export function NewSessionPage() {
  const { order } = useSearch({ from: '/shell/sessions/new' });
  const viewer = useViewer();
  const organization = viewer.organization;
  if (!organization) return <NoPermission who="社会组织" />;
  return (
    <Ask query={LISTS} variables={{}} rows={5}>
      {(lists) => {
        const from = lists.orders.edges.find(({ node }) => node.id === order)?.node;
        const blank = blankRecord(todayInShanghai(), organization.id);
        return (
          <SessionForm
            lists={lists}
            session={null}
            text={
              from
                ? {
                    ...blank,
                    title: from.title,
                    place: from.place,
                    stationIds: [from.station.id],
                    orderIds: [from.id],
                    serviceTypes: from.serviceType ? [from.serviceType] : [],
                  }
                : blank
            }
          />
        );
      }}
    </Ask>
  );
}
