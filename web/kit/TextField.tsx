/** TextField: one line of text, a number or a password. */
import type { InputHTMLAttributes } from 'react';
import { Field, type FieldWords } from './Field.tsx';

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'>;

export function TextField({
  label,
  help,
  problem,
  optional,
  value,
  onChange,
  ...rest
}: FieldWords & Input & { value: string; onChange: (value: string) => void }) {
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {(control) => (
        <input
          type="text"
          autoComplete="off"
          {...rest}
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
