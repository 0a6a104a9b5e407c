/** 方案: those that there are, and starting another. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords, todayInShanghai } from '../../kit/format.ts';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DeskStartProgramme } from './stations.documents.ts';
import { type Part, Foot } from './SetUpFoot.tsx';

export function StartProgramme({ seen, onDone }: Part) {
  const [name, setName] = useState('');
  const [mode, setMode] = useState('');
  const [fromOn, setFromOn] = useState<string>(todayInShanghai());
  const [toOn, setToOn] = useState('');
  const [dueDay, setDueDay] = useState('25');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskStartProgramme);
  const say = useToast();
  const submit = async () => {
    if (!toOn) {
      setRefused('请选择方案的结束日期。');
      return;
    }
    setRefused(null);
    const answer = await action.run({
      name,
      mode,
      fromOn: fromOn as LocalDate,
      toOn: toOn as LocalDate,
      dispatchDueDay: Math.trunc(Number(dueDay)) || 0,
    });
    if (answer === null) return;
    if (answer.__typename === 'Programme') {
      say(`方案“${answer.name}”已启动。`);
      setName('');
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="方案">
      <h2>方案</h2>
      <ul>
        {seen.programmes.map((each) => (
          <li key={each.id}>
            {each.name} · {dateWords(each.fromOn)} 至 {dateWords(each.toOn)} · 每月 {each.dispatchDueDay} 日前调度
          </li>
        ))}
      </ul>
      <h3>启动新方案</h3>
      <TextField label="方案名称" value={name} onChange={setName} />
      <TextField label="帮扶模式" help="例如：融入式帮扶" value={mode} onChange={setMode} />
      <DateField label="开始日期" value={fromOn} onChange={setFromOn} />
      <DateField label="结束日期" value={toOn} onChange={setToOn} />
      <TextField label="每月几日前调度" inputMode="numeric" value={dueDay} onChange={setDueDay} />
      <Foot action={action} verb="启动方案" refused={refused} onPress={() => void submit()} />
    </section>
  );
}
