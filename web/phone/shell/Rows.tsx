/** Rows: a list that is written row by row (tasks, indicators, headcounts, goods), each row removable. */
import type { ReactNode } from 'react';
import { Button } from '../../kit/Button.tsx';
import { FieldGroup, type FieldWords } from '../../kit/Field.tsx';

interface RowsProps<Row> extends FieldWords {
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  blank: () => Row;
  /** 添加一项指标 */
  addWord: string;
  /** What is wrong with one row. */
  problemAt?: (index: number) => string | undefined;
  children: (row: Row, set: (change: Partial<Row>) => void, index: number) => ReactNode;
}

export function Rows<Row extends object>({
  rows,
  onChange,
  blank,
  addWord,
  problemAt,
  children,
  ...words
}: RowsProps<Row>) {
  return (
    <FieldGroup {...words}>
      <ul className="rows">
        {rows.map((row, index) => {
          const problem = problemAt?.(index);
          return (
            <li
              key={index}
              className="rows__one"
              data-invalid={problem ? true : undefined}
              tabIndex={problem ? -1 : undefined}
            >
              <div className="rows__body">
                {children(
                  row,
                  (change) => onChange(rows.map((other, at) => (at === index ? { ...other, ...change } : other))),
                  index,
                )}
                {problem ? <p className="field__problem">{problem}</p> : null}
              </div>
              <Button
                kind="plain"
                aria-label={`删去第 ${index + 1} 项`}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              >
                删去
              </Button>
            </li>
          );
        })}
      </ul>
      <div>
        <Button onClick={() => onChange([...rows, blank()])}>{addWord}</Button>
      </div>
    </FieldGroup>
  );
}
