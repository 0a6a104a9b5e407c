/** 保存筛选 and 修改筛选: the name of a kept search, and whether its owner is told of new orders. */
import { searchAddress, type OrderSearch } from '@jiedui/shared/order/search.ts';
import { SAVED_NAME_MAX, SEARCH_ALERTS, SEARCH_ALERT_WORDS, type SearchAlert } from '@jiedui/shared/search/saved.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../Button.tsx';
import { Choice } from '../Chips.tsx';
import type { Fault } from '../fault.ts';
import { Note } from '../Parts.tsx';
import { Sheet } from '../Sheet.tsx';
import { TextField } from '../TextField.tsx';
import { useToast } from '../Toast.tsx';
import { CHANGE_SAVED_SEARCH, SAVE_SEARCH } from './saved.documents.ts';

const ALERTS = SEARCH_ALERTS.map((value) => ({ value, label: SEARCH_ALERT_WORDS[value] }));

interface SheetProps {
  onClose: () => void;
  onDone: () => void;
}

/** Keeps the search that the page shows. */
export function SaveSearch({
  search,
  suggestion,
  onClose,
  onDone,
}: SheetProps & { search: OrderSearch; suggestion: string }) {
  const save = useAction(SAVE_SEARCH);
  const say = useToast();
  const [problem, setProblem] = useState<string | undefined>();
  const send = async (name: string, alert: SearchAlert) => {
    const answer = await save.run({ name, alert, search: { ...search } });
    if (answer === null) return;
    if (answer.__typename !== 'SavedSearch') return setProblem(answer.message);
    say(
      `已保存到“我的筛选”：${answer.name}${answer.alert === 'none' ? '' : `，${SEARCH_ALERT_WORDS[answer.alert as SearchAlert]}`}。`,
    );
    onDone();
  };
  return (
    <SearchForm
      key={searchAddress(search)}
      title="保存这个筛选"
      action="保存筛选"
      start={{ name: [...suggestion].slice(0, SAVED_NAME_MAX).join(''), alert: 'none' }}
      problem={problem}
      busy={save.busy}
      fault={save.fault}
      onClose={onClose}
      onSend={send}
    />
  );
}

export interface Kept {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly alert: string;
}

export function ChangeSearch({ kept, onClose, onDone }: SheetProps & { kept: Kept }) {
  const change = useAction(CHANGE_SAVED_SEARCH);
  const say = useToast();
  const [problem, setProblem] = useState<string | undefined>();
  const send = async (name: string, alert: SearchAlert) => {
    const answer = await change.run({ id: kept.id, expectedVersion: kept.version, name, alert });
    if (answer === null) return;
    if (answer.__typename !== 'SavedSearch') return setProblem(answer.message);
    say(`已修改筛选“${answer.name}”，${SEARCH_ALERT_WORDS[answer.alert as SearchAlert]}。`);
    onDone();
  };
  return (
    <SearchForm
      title="修改筛选"
      action="保存修改"
      start={{ name: kept.name, alert: kept.alert as SearchAlert }}
      problem={problem}
      busy={change.busy}
      fault={change.fault}
      onClose={onClose}
      onSend={send}
    />
  );
}

interface FormProps {
  title: string;
  action: string;
  start: { name: string; alert: SearchAlert };
  problem: string | undefined;
  busy: boolean;
  fault: Fault | null;
  onClose: () => void;
  onSend: (name: string, alert: SearchAlert) => Promise<void>;
}

function SearchForm({ title, action, start, problem, busy, fault, onClose, onSend }: FormProps) {
  const [name, setName] = useState(start.name);
  const [alert, setAlert] = useState<SearchAlert>(start.alert);
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      foot={
        <>
          <Button kind="primary" busy={busy} busyWord="正在保存…" onClick={() => void onSend(name, alert)}>
            {action}
          </Button>
          <Button onClick={onClose}>不保存</Button>
        </>
      }
    >
      <TextField
        label="筛选名称"
        help={`1 至 ${SAVED_NAME_MAX} 个字，如“麦积区助浴”。`}
        value={name}
        onChange={setName}
        problem={problem}
      />
      <Choice
        label="有符合的新点单时"
        help="提醒会出现在“待阅”；按“通知设置”，也会发到您的邮箱。每条点单只提醒一次。"
        options={ALERTS}
        value={alert}
        onChange={(value) => setAlert(value as SearchAlert)}
      />
      {fault ? (
        <Note tone="late">
          {fault.title}。{fault.remedy}
        </Note>
      ) : null}
    </Sheet>
  );
}
