/** TextArea: grows with its text, and marks the exact spots that must change. */
import type { TextareaHTMLAttributes } from 'react';
import { Field, type FieldWords } from './Field.tsx';
import { runsOf, type Spot } from './spots.ts';

type Area = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'id'>;

interface TextAreaProps extends FieldWords, Area {
  value: string;
  onChange: (value: string) => void;
  spots?: readonly Spot[];
  /** One line of text that may wrap (a title, a place): no line breaks, no empty height. */
  single?: boolean;
}

export function TextArea({
  label,
  help,
  problem,
  optional,
  value,
  onChange,
  spots = [],
  single = false,
  ...rest
}: TextAreaProps) {
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {(control) => (
        <div className={single ? 'area area--single' : 'area'}>
          <div className="area__copy" aria-hidden="true">
            {runsOf(value, spots).map((run, index) =>
              run.marked ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
            )}{' '}
          </div>
          <textarea
            rows={1}
            {...rest}
            {...control}
            value={value}
            onChange={(event) => onChange(single ? event.target.value.replace(/[\r\n]+/g, ' ') : event.target.value)}
          />
        </div>
      )}
    </Field>
  );
}
