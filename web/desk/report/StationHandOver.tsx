/** 工作交接 by the bureau: who leaves, who takes over, which open items; the lead's role passes on with them. */
import { OPEN_ITEM_KIND_WORDS } from '@jiedui/shared/account/hand-over.ts';
import { ROLE_WORDS } from '@jiedui/shared/account/role.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { DateField } from '../../kit/DateField.tsx';
import { momentWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Answer } from '../shell/Answer.tsx';
import { WayLink } from '../shell/way.tsx';
import type { KeepingProps } from './StationKeeping.tsx';
import { DeskHandOver, DeskHandOverFacts } from './stations.documents.ts';

export function HandOverForm({ station, onDone }: KeepingProps) {
  const [{ data, error }, again] = useQuery({ query: DeskHandOverFacts, variables: { id: station.id } });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={5}>
      {({ station: seen }) => (seen ? <Filled station={station} seen={seen} onDone={onDone} /> : null)}
    </Answer>
  );
}

type Seen = NonNullable<ResultOf<typeof DeskHandOverFacts>['station']>;

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

function Filled({ station, seen, onDone }: KeepingProps & { seen: Seen }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [lastDay, setLastDay] = useState<string>(todayInShanghai());
  const [note, setNote] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const options = (without: string) =>
    seen.colleagues
      .filter(({ accountId, leavesOn }) => accountId !== without && !leavesOn)
      .map(({ accountId, name, roles }) => ({
        value: accountId,
        label: `${name}（${roles.map((role) => ROLE_WORDS[role]).join('、')}）`,
      }));
  if (options('').length < 2)
    return (
      <Note tone="info">
        {seen.colleagues.length < 2
          ? '这个站只有一位同事有账号，没有人可以接手。'
          : '除即将离开的同事外，没有人可以接手。'}
        请先到
        <WayLink to="/accounts" search={{ account: 'new' }}>
          账号
        </WayLink>
        为接手人开通账号。
      </Note>
    );
  const items = seen.openItems.filter((item) => !left.has(keyOf(item)));
  const toggle = (key: string) =>
    setLeft((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <ActForm
      document={DeskHandOver}
      input={
        from === '' || to === ''
          ? null
          : {
              stationId: station.id,
              fromAccountId: from,
              toAccountId: to,
              lastDay: lastDay as LocalDate,
              note,
              items: items.map(({ kind, id }) => ({ kind, id })),
            }
      }
      missing="请选择交出人和接手人。"
      verb={`交接 ${items.length} 项`}
      done={`已办理交接，${items.length} 项由接手人负责。`}
      onDone={onDone}
    >
      <Select label="交出人" placeholder="请选择" options={options(to)} value={from} onChange={setFrom} />
      <Select label="接手人" placeholder="请选择" options={options(from)} value={to} onChange={setTo} />
      <DateField
        label="交出人最后工作日"
        help="当天仍可办理，次日起不能再以本站身份办事。交出人是唯一负责人的，负责人随交接转给接手人。"
        min={todayInShanghai()}
        value={lastDay}
        onChange={setLastDay}
      />
      <fieldset className="hand-over">
        <legend>
          交接的事项：未办结 {seen.openItems.length} 项，选中 {items.length} 项
        </legend>
        {seen.openItems.length === 0 ? <p>没有未办结的事项，交接后只停用交出人在本站的角色。</p> : null}
        {seen.openItems.map((item) => (
          <label key={keyOf(item)} className="hand-over__item">
            <input type="checkbox" checked={!left.has(keyOf(item))} onChange={() => toggle(keyOf(item))} />
            <span>
              {OPEN_ITEM_KIND_WORDS[item.kind]}：{item.title || '还没有写标题的草稿'}
              {item.dueAt ? `，${momentWords(item.dueAt)}前` : ''}
            </span>
          </label>
        ))}
      </fieldset>
      <TextArea label="交接说明" help="例如：调往区民政局，纸质档案已当面清点。" value={note} onChange={setNote} />
    </ActForm>
  );
}
