/** One order to rule on: a choice of four, what each leads to, the reason that the station and the organizations read. */
import { RULING_CHOICE_WORDS, RULING_CHOICES, type RulingChoice } from '@jiedui/shared/claim/ruling.ts';
import { checkReason, REASON_MAX } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { useAction } from '../../../client.ts';
import { Button } from '../../../kit/Button.tsx';
import { Choice } from '../../../kit/Chips.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { todayInShanghai } from '../../../kit/format.ts';
import { Note } from '../../../kit/Parts.tsx';
import { Select } from '../../../kit/Select.tsx';
import { Sheet } from '../../../kit/Sheet.tsx';
import { TextArea } from '../../../kit/TextArea.tsx';
import { useToast } from '../../../kit/Toast.tsx';
import type { RulingCase } from './Rulings.tsx';
import { DeskRuleOnOrder } from './rulings.documents.ts';

const NOTES: Record<RulingChoice, string> = {
  reopen: '不再分先后，所有组织都可接单；接单已截止的，请填新的截止日。',
  widen: '先与社工站商定，再填新的接单截止日和服务截止日。',
  coordinate: '由所选主管单位协调，点单仍可接单。',
  unmet: '点单撤销，计入未能对接的需求。',
};
const BLANK = { choice: '' as RulingChoice | '', reason: '', claimableOn: '', windowTo: '', toAuthorityId: '' };
type Problems = Partial<Record<keyof typeof BLANK, string>>;

interface RulingSheetProps {
  found: RulingCase | undefined;
  onClose: () => void;
  onRuled: () => void;
}

export function RulingSheet({ found, onClose, onRuled }: RulingSheetProps) {
  const [text, setText] = useState(BLANK);
  const [problems, setProblems] = useState<Problems>({});
  const rule = useAction(DeskRuleOnOrder);
  const say = useToast();
  const set = (change: Partial<typeof BLANK>) => {
    setText((now) => ({ ...now, ...change }));
    setProblems({});
  };
  const submit = async () => {
    const reason = checkReason(text.reason);
    const wrong: Problems = {
      ...(text.choice === '' ? { choice: '请选择一种处理' } : {}),
      ...(text.choice === 'coordinate' && text.toAuthorityId === '' ? { toAuthorityId: '请选择主管单位' } : {}),
      ...(text.choice === 'widen' && text.claimableOn === '' ? { claimableOn: '请填写新的接单截止日' } : {}),
      ...(typeof reason === 'string' ? {} : { reason: reason.message }),
    };
    setProblems(wrong);
    if (!found || text.choice === '' || typeof reason !== 'string' || 0 < Object.keys(wrong).length) return;
    const dated = text.choice === 'reopen' || text.choice === 'widen';
    const answer = await rule.run({
      orderId: found.order.id,
      choice: text.choice,
      reason,
      claimableOn: dated && text.claimableOn !== '' ? text.claimableOn : null,
      windowTo: text.choice === 'widen' && text.windowTo !== '' ? text.windowTo : null,
      toAuthorityId: text.choice === 'coordinate' ? text.toAuthorityId : null,
    });
    if (answer === null) return;
    if (answer.__typename !== 'Ruling')
      return setProblems({ [answer.code === 'RULING_DATES_WRONG' ? 'claimableOn' : 'reason']: answer.message });
    say(`已裁定：${RULING_CHOICE_WORDS[answer.choice]}。社工站会收到通知。`);
    setText(BLANK);
    onRuled();
  };
  const choices = RULING_CHOICES.filter(
    (choice) => choice !== 'coordinate' || (found?.state === 'waiting' && 0 < (found?.above.length ?? 0)),
  );
  return (
    <Sheet
      open={found !== undefined}
      onClose={onClose}
      title={found ? `裁定“${found.order.title}”` : '裁定'}
      foot={
        <>
          <Button kind="primary" busy={rule.busy} busyWord="正在提交…" onClick={() => void submit()}>
            作出裁定
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <Choice
        label="怎么办"
        options={choices.map((value) => ({ value, label: RULING_CHOICE_WORDS[value], note: NOTES[value] }))}
        value={text.choice}
        onChange={(choice) => set({ choice: choice as RulingChoice })}
        problem={problems.choice}
      />
      {text.choice === 'reopen' || text.choice === 'widen' ? (
        <DateField
          label="新的接单截止日"
          optional={text.choice === 'reopen'}
          min={todayInShanghai()}
          value={text.claimableOn}
          onChange={(claimableOn) => set({ claimableOn })}
          problem={problems.claimableOn}
        />
      ) : null}
      {text.choice === 'widen' ? (
        <DateField
          label="新的服务截止日"
          optional
          help="不填的，仍按原来的服务时间。"
          min={todayInShanghai()}
          value={text.windowTo}
          onChange={(windowTo) => set({ windowTo })}
        />
      ) : null}
      {text.choice === 'coordinate' ? (
        <Select
          label="提请协调的主管单位"
          placeholder="请选择主管单位"
          options={(found?.above ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={text.toAuthorityId}
          onChange={(toAuthorityId) => set({ toAuthorityId })}
          problem={problems.toAuthorityId}
        />
      ) : null}
      <TextArea
        label="理由"
        help={`社工站和社会组织会在办理过程中看到，${REASON_MAX} 字以内。`}
        value={text.reason}
        onChange={(reason) => set({ reason })}
        problem={problems.reason}
      />
      {rule.fault ? (
        <div role="alert">
          <Note tone="late">
            {rule.fault.title}，还没有提交，您写的内容还在。{rule.fault.remedy}（代码 {rule.fault.code}）
          </Note>
        </div>
      ) : null}
    </Sheet>
  );
}
