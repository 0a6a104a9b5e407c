/** Field: label above, help below, the problem with its remedy beside the control. */
import { useId, type ReactNode } from 'react';

export interface FieldWords {
  label: string;
  help?: ReactNode;
  /** What is wrong and how to put it right; marks the control invalid. */
  problem?: string | null | undefined;
  /** Shows 选填 beside the label. */
  optional?: boolean;
}

export interface ControlAttributes {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export function Field({
  label,
  help,
  problem,
  optional,
  children,
}: FieldWords & { children: (control: ControlAttributes) => ReactNode }) {
  const id = useId();
  const described = [help ? `${id}-help` : null, problem ? `${id}-problem` : null].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
        {optional ? <span className="field__optional">选填</span> : null}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
      <FieldNotes id={id} help={help} problem={problem} />
    </div>
  );
}

/** A field made of several controls: a fieldset with a legend. */
export function FieldGroup({ label, help, problem, optional, children }: FieldWords & { children: ReactNode }) {
  const id = useId();
  const described = [help ? `${id}-help` : null, problem ? `${id}-problem` : null].filter(Boolean).join(' ');
  return (
    <fieldset
      className="field"
      aria-describedby={described || undefined}
      data-invalid={problem ? true : undefined}
      tabIndex={-1}
    >
      <legend className="field__label">
        {label}
        {optional ? <span className="field__optional">选填</span> : null}
      </legend>
      {children}
      <FieldNotes id={id} help={help} problem={problem} />
    </fieldset>
  );
}

function FieldNotes({ id, help, problem }: { id: string; help?: ReactNode; problem?: string | null | undefined }) {
  return (
    <>
      {problem ? (
        <p className="field__problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      ) : null}
      {help ? (
        <p className="field__help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
    </>
  );
}
