/** Select: the phone's own picker, with groups. */
import { Field, type FieldWords } from './Field.tsx';

export interface Option {
  value: string;
  label: string;
}

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

interface SelectProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  options?: readonly Option[];
  groups?: readonly OptionGroup[];
}

const optionOf = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);

export function Select({
  label,
  help,
  problem,
  optional,
  value,
  onChange,
  placeholder,
  options = [],
  groups = [],
}: SelectProps) {
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map(optionOf)}
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map(optionOf)}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
