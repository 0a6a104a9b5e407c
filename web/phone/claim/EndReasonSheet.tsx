/** A step back with a coded reason (退回, 撤回, 不同意): what it leads to, one reason of the list, words where they help. */
import { END_CODE_WORDS, type EndCode } from '@jiedui/shared/claim/end-reasons.ts';
import { checkReason, REASON_MAX } from '@jiedui/shared/refusal.ts';
import { type ReactNode, useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import type { Fault } from '../../kit/fault.ts';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

interface EndReasonSheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What happens after it. */
  explain: ReactNode;
  /** The button's words: verb and object. */
  verb: string;
  /** The list of whoever says it. */
  codes: readonly EndCode[];
  busy: boolean;
  fault: Fault | null;
  /** Sends it; returns why it was refused, or null. */
  onReason: (code: EndCode, words: string) => Promise<string | null>;
}

export function EndReasonSheet({
  open,
  onClose,
  title,
  explain,
  verb,
  codes,
  busy,
  fault,
  onReason,
}: EndReasonSheetProps) {
  const [code, setCode] = useState<EndCode | ''>('');
  const [words, setWords] = useState('');
  const [problems, setProblems] = useState<{ code?: string; words?: string }>({});
  const send = async () => {
    if (code === '') return setProblems({ code: '请选择一项原因。' });
    if (code === 'other' && typeof checkReason(words) !== 'string')
      return setProblems({ words: `选“${END_CODE_WORDS.other}”的，请写明原因，2 至 ${REASON_MAX} 字。` });
    setProblems({});
    const refused = await onReason(code, words.trim());
    if (refused !== null) setProblems({ words: refused });
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      foot={
        <>
          <Button kind="primary" busy={busy} busyWord="正在办理…" onClick={() => void send()}>
            {verb}
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <p>{explain}</p>
      <Choice
        label="原因"
        options={codes.map((value) => ({ value, label: END_CODE_WORDS[value] }))}
        value={code}
        onChange={(value) => {
          setCode(value as EndCode);
          setProblems({});
        }}
        problem={problems.code}
      />
      <TextArea
        label="补充说明"
        optional={code !== 'other'}
        help={`对方会看到，${REASON_MAX} 字以内。`}
        value={words}
        maxLength={REASON_MAX}
        onChange={(value) => {
          setWords(value);
          setProblems({});
        }}
        problem={problems.words}
      />
      <FaultNote fault={fault} />
    </Sheet>
  );
}
