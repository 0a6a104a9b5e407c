/** Why an order is taken back. */
import { CANCEL_REASONS, CANCEL_REASON_WORDS, type CancelReason } from '@jiedui/shared/order/cancel-reason.ts';
import { Choice } from '../../kit/Chips.tsx';
import { TextArea } from '../../kit/TextArea.tsx';

/** A coded reason; only 其他原因 needs words. */
export function ReasonChoice({
  code,
  words,
  onCode,
  onWords,
  problem,
}: {
  code: CancelReason | '';
  words: string;
  onCode: (code: CancelReason) => void;
  onWords: (words: string) => void;
  problem: string | undefined;
}) {
  return (
    <>
      <Choice
        label="原因"
        options={CANCEL_REASONS.map((value) => ({ value, label: CANCEL_REASON_WORDS[value] }))}
        value={code}
        onChange={(value) => onCode(value as CancelReason)}
        problem={problem}
      />
      <TextArea
        label="说明"
        optional={code !== 'other'}
        help="对方会看到，200 字以内。"
        value={words}
        onChange={onWords}
      />
    </>
  );
}
