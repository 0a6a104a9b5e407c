/** Which two, why, and until when: a block or an interest that the bureau writes down. */
import { checkReason, REASON_MAX } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { DeskBlockPair, DeskDeclareConflict, DeskUnits } from './limits.documents.ts';

const BLANK = { stationId: '', organizationId: '', reason: '', untilOn: '' };
type Problems = Partial<Record<keyof typeof BLANK, string>>;

export function LimitSheet({ kind, onClose }: { kind: 'block' | 'conflict' | null; onClose: () => void }) {
  const [text, setText] = useState(BLANK);
  const [problems, setProblems] = useState<Problems>({});
  const block = useAction(DeskBlockPair);
  const declare = useAction(DeskDeclareConflict);
  const say = useToast();
  const { busy, fault } = kind === 'block' ? block : declare;
  const set = (change: Partial<typeof BLANK>) => {
    setText((now) => ({ ...now, ...change }));
    setProblems((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !(field in change))));
  };
  const submit = async () => {
    const reason = checkReason(text.reason);
    const found: Problems = {
      ...(text.stationId === '' ? { stationId: '请选择社工站' } : {}),
      ...(text.organizationId === '' ? { organizationId: '请选择社会组织' } : {}),
      ...(typeof reason === 'string' ? {} : { reason: reason.message }),
    };
    setProblems(found);
    if (0 < Object.keys(found).length || typeof reason !== 'string') return;
    const pair = { stationId: text.stationId, organizationId: text.organizationId, reason };
    const answer =
      kind === 'block'
        ? await block.run({ ...pair, untilOn: text.untilOn === '' ? null : text.untilOn })
        : await declare.run(pair);
    if (answer === null) return;
    if ('message' in answer) {
      setProblems({ [answer.code === 'BLOCK_ENDS_BEFORE' ? 'untilOn' : 'organizationId']: answer.message });
      return;
    }
    say(kind === 'block' ? '已暂停这一对的对接，双方会看到原因。' : '已登记利益关系，双方不再互相推荐。');
    setText(BLANK);
    onClose();
  };
  const word = kind === 'block' ? '暂停对接' : '登记利益关系';
  return (
    <Sheet
      open={kind !== null}
      onClose={onClose}
      title={kind === 'block' ? '暂停一对的对接' : '登记利益关系'}
      foot={
        <>
          <Button kind="primary" busy={busy} busyWord="正在办理…" onClick={() => void submit()}>
            {word}
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <Units text={text} problems={problems} set={set} />
      <TextArea
        label={kind === 'block' ? '原因' : '是什么关系'}
        help={`双方会看到，${REASON_MAX} 字以内。请不要写身份证号、电话。`}
        value={text.reason}
        onChange={(reason) => set({ reason })}
        problem={problems.reason}
      />
      {kind === 'block' ? (
        <DateField
          label="到哪天止"
          optional
          help="不填的，到解除为止。"
          min={todayInShanghai()}
          value={text.untilOn}
          onChange={(untilOn) => set({ untilOn })}
          problem={problems.untilOn}
        />
      ) : null}
      {fault ? (
        <div role="alert">
          <Note tone="late">
            {fault.title}，还没有提交，您写的内容还在。{fault.remedy}（代码 {fault.code}）
          </Note>
        </div>
      ) : null}
    </Sheet>
  );
}

function Units({
  text,
  problems,
  set,
}: {
  text: typeof BLANK;
  problems: Problems;
  set: (change: Partial<typeof BLANK>) => void;
}) {
  const [{ data, error }, again] = useQuery({ query: DeskUnits });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={1}>
      {({ organizations, stations }) => (
        <>
          <Select
            label="社工站"
            placeholder="请选择社工站"
            options={stations.map(({ id, name, county }) => ({ value: id, label: `${county.name} ${name}` }))}
            value={text.stationId}
            onChange={(stationId) => set({ stationId })}
            problem={problems.stationId}
          />
          <Select
            label="社会组织"
            placeholder="请选择社会组织"
            options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            value={text.organizationId}
            onChange={(organizationId) => set({ organizationId })}
            problem={problems.organizationId}
          />
        </>
      )}
    </Answer>
  );
}
