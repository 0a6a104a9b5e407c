/** What is wrong with a form: by field, cleared field by field as people put it right. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface Problems {
  readonly form: RefObject<HTMLFormElement | null>;
  of(field: string): string | undefined;
  /** Shows them, and takes the focus to the first field that must change. */
  show(problems: readonly FieldProblem[]): void;
  clear(fields: readonly string[]): void;
}

export function useProblems(): Problems {
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [look, setLook] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (look === 0) return;
    const target = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]');
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'center' });
  }, [look]);
  return {
    form,
    of: (field) => problems.get(field),
    show: useCallback((found) => {
      setProblems(new Map(found.map(({ field, message }) => [field, message])));
      setLook((now) => now + 1);
    }, []),
    clear: useCallback(
      (fields) =>
        setProblems(
          (now) =>
            new Map(
              [...now].filter(
                ([field]) => !fields.some((changed) => field === changed || field.startsWith(`${changed}.`)),
              ),
            ),
        ),
      [],
    ),
  };
}
