/** Chips (several of a list) and Choice (one of a list): real check boxes and radio buttons under paper labels. */
import { useId } from 'react';
import { FieldGroup, type FieldWords } from './Field.tsx';

export interface ChipOption {
  value: string;
  label: string;
  /** One line saying what choosing it means. */
  note?: string;
}

interface ChipsProps extends FieldWords {
  options: readonly ChipOption[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

export function Chips({ options, value, onChange, ...words }: ChipsProps) {
  const toggle = (one: string) =>
    onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return (
    <FieldGroup {...words}>
      <div className="chips">
        {options.map((option) => (
          <label key={option.value} className="chip">
            <input type="checkbox" checked={value.includes(option.value)} onChange={() => toggle(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

interface ChoiceProps extends FieldWords {
  options: readonly ChipOption[];
  value: string;
  onChange: (value: string) => void;
}

export function Choice({ options, value, onChange, ...words }: ChoiceProps) {
  const name = useId();
  return (
    <FieldGroup {...words}>
      <div className={options.some((option) => option.note) ? 'chips chips--stacked' : 'chips'}>
        {options.map((option) => (
          <label key={option.value} className="chip">
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>
              {option.label}
              {option.note ? <span className="chip__note">{option.note}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
