/** A step back that needs a reason (退回, 撤回, 撤销): what it leads to, the reason, the button with its verb. */
import { checkReason, REASON_MAX } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import type { Fault } from '../../kit/fault.ts';
import { useKeptText } from '../../kit/kept-text.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';

interface ReasonSheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What happens after it. */
  explain: string;
  /** The button's words: verb and object. */
  verb: string;
  busy: boolean;
  fault: Fault | null;
  /** Sends it; returns why it was refused, or null. */
  onReason: (reason: string) => Promise<string | null>;
  /** What the reason is for, so that it is still there after signing in again; left out, it lives with the page. */
  keptAs?: string;
}

export function ReasonSheet({ open, onClose, title, explain, verb, busy, fault, onReason, keptAs }: ReasonSheetProps) {
  const [reason, setReason] = useKeptText(keptAs === undefined ? null : `reason.${keptAs}`);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const checked = checkReason(reason);
    if (typeof checked !== 'string') return setProblem(checked.message);
    setProblem(await onReason(checked));
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
      <TextArea
        label="原因"
        help={`对方会看到，${REASON_MAX} 字以内。`}
        value={reason}
        onChange={setReason}
        problem={problem}
      />
      <FaultNote fault={fault} />
    </Sheet>
  );
}

/** A fault beside the button that met it. */
export function FaultNote({ fault, safe = '您的内容没有丢失。' }: { fault: Fault | null; safe?: string }) {
  if (fault === null) return null;
  return (
    <div role="alert">
      <Note tone="late">
        {fault.title}。{safe}
        {fault.remedy}代码 {fault.code}
      </Note>
    </div>
  );
}
