/** 工作交接: what is open at the station, who leaves, who takes over, and the record of those before. */
import { OPEN_ITEM_KIND_WORDS } from '@jiedui/shared/account/hand-over.ts';
import { ROLE_WORDS } from '@jiedui/shared/account/role.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import type { PhoneHandOverQuery } from '../../gql/graphql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords, momentWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useViewer } from '../shell/viewer.ts';
import { HAND_OVER, PHONE_HAND_OVER } from './station.documents.ts';

type Seen = NonNullable<PhoneHandOverQuery['station']>;

export function HandOverPage() {
  const { station, roles } = useViewer();
  if (!station) return <NoPermission who="社工站" />;
  const leads = roles.some(({ role }) => role === 'station_lead');
  return (
    <Page title="工作交接" back={{ to: '/station', word: '本站' }}>
      <Ask query={PHONE_HAND_OVER} variables={{ id: station.id }}>
        {({ station: seen }) =>
          seen ? (
            <>
              <Open items={seen.openItems} />
              {leads ? <HandOverForm station={seen} /> : <p className="hint">交接由本站负责人或主管单位办理。</p>}
              <Before station={seen} />
            </>
          ) : null
        }
      </Ask>
    </Page>
  );
}

function Open({ items }: { items: Seen['openItems'] }) {
  return (
    <section className="section" aria-label="未办结事项">
      <h2>本站未办结 {items.length} 项</h2>
      {items.length === 0 ? (
        <p>没有未办结的事项，交接后只停用交出人的账号角色。</p>
      ) : (
        <ul className="ledger">
          {items.map((item) => (
            <li key={`${item.kind} ${item.id}`} className="row">
              <span className="row__title">{item.title || '还没有写标题的草稿'}</span>
              <span className="row__line">
                {OPEN_ITEM_KIND_WORDS[item.kind]}
                {item.dueAt ? ` · ${momentWords(item.dueAt)}前` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function HandOverForm({ station }: { station: Seen }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [lastDay, setLastDay] = useState<string>(todayInShanghai());
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(HAND_OVER);
  const say = useToast();
  const options = (without: string) =>
    station.colleagues
      .filter(({ accountId, leavesOn }) => accountId !== without && !leavesOn)
      .map(({ accountId, name, roles }) => ({
        value: accountId,
        label: `${name}（${roles.map((role) => ROLE_WORDS[role]).join('、')}）`,
      }));
  if (options('').length < 2)
    return <Note tone="info">本站只有一位同事有账号，没有人可以接手。请先请主管单位为接手人开通账号。</Note>;
  const submit = async () => {
    if (!from || !to) {
      setRefused('请选择交出人和接手人。');
      return;
    }
    setRefused(null);
    const answer = await action.run({
      stationId: station.id,
      fromAccountId: from,
      toAccountId: to,
      lastDay: lastDay as LocalDate,
      note,
    });
    if (answer === null) return;
    if (answer.__typename === 'HandOver') {
      say(`已交接 ${answer.items.length} 项给${answer.toName}，交出人的角色到 ${dateWords(answer.lastDay)} 止。`);
      setFrom('');
      setTo('');
      setNote('');
    } else setRefused(answer.message);
  };
  return (
    <section className="section" aria-label="办理交接">
      <h2>办理交接</h2>
      <Select label="交出人" placeholder="请选择" options={options(to)} value={from} onChange={setFrom} />
      <Select label="接手人" placeholder="请选择" options={options(from)} value={to} onChange={setTo} />
      <DateField
        label="交出人最后工作日"
        help="当天仍可办理，次日起不能再登录本站办事。"
        min={todayInShanghai()}
        value={lastDay}
        onChange={setLastDay}
      />
      <TextArea
        label="交接说明"
        help="例如：调往区民政局，纸质档案已当面清点。"
        value={note}
        onChange={setNote}
        problem={refused}
      />
      <FaultNote fault={action.fault} safe="还没有交接，您填的内容还在。" />
      <div>
        <Button kind="primary" busy={action.busy} busyWord="正在交接…" onClick={() => void submit()}>
          交接全部未办结事项
        </Button>
      </div>
    </section>
  );
}

function Before({ station }: { station: Seen }) {
  if (station.handOvers.length === 0) return null;
  return (
    <section className="section" aria-label="交接记录">
      <h2>交接记录</h2>
      <ul className="ledger">
        {station.handOvers.map((each) => (
          <li key={each.id} className="row">
            <span className="row__title">
              {each.fromName} 交给 {each.toName}，{each.items.length} 项
            </span>
            <span className="row__line">
              {momentWords(each.doneAt)} 办理 · 工作至 {dateWords(each.lastDay)}
            </span>
            <span className="row__line">{each.note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
