/** TextArea: grows with its text, and marks the exact spots that must change. */
import type { TextareaHTMLAttributes } from 'react';
import { Field, type FieldWords } from './Field.tsx';
import { runsOf, type Spot } from './spots.ts';

type Area = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'id'>;

interface TextAreaProps extends FieldWords, Area {
  value: string;
  onChange: (value: string) => void;
  spots?: readonly Spot[];
}

export function TextArea({ label, help, problem, optional, value, onChange, spots = [], ...rest }: TextAreaProps) {
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {(control) => (
        <div className="area">
          <div className="area__copy" aria-hidden="true">
            {runsOf(value, spots).map((run, index) => (run.marked ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>))}{' '}
          </div>
          <textarea {...rest} {...control} value={value} onChange={(event) => onChange(event.target.value)} />
        </div>
      )}
    </Field>
  );
}
