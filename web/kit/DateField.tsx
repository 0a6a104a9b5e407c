/** DateField: the device's own date picker, with the full Chinese date read back below it. */
import { formatDate, isLocalDate } from '@jiedui/shared/calendar.ts';
import { Field, type FieldWords } from './Field.tsx';

interface DateFieldProps extends FieldWords {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (value: string) => void;
  min?: string;
  max?: string;
  /** Said after the date: 工作日, 第 3 天. */
  remark?: string;
}

export function DateField({ label, help, problem, optional, value, onChange, min, max, remark }: DateFieldProps) {
  const echo = isLocalDate(value) ? [formatDate(value), remark].filter(Boolean).join(' · ') : null;
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {(control) => (
        <>
          <input
            {...control}
            type="date"
            className="input"
            value={value}
            min={min}
            max={max}
            onChange={(event) => onChange(event.target.value)}
          />
          {echo === null ? null : <output className="field__echo">{echo}</output>}
        </>
      )}
    </Field>
  );
}
