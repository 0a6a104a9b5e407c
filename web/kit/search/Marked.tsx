/** Marked: a text with what a search found in it marked, counted in code points as the API counts. */

export interface MarkedSpan {
  readonly from: number;
  readonly to: number;
}

export interface FieldMark extends MarkedSpan {
  readonly field: string;
}

export const marksIn = (marks: readonly FieldMark[] | undefined, field: string): readonly MarkedSpan[] =>
  (marks ?? []).filter((mark) => mark.field === field);

export function Marked({ text, spans }: { text: string; spans: readonly MarkedSpan[] }) {
  if (spans.length === 0) return <>{text}</>;
  const points = [...text];
  const ends = spans.map(({ to }) => to);
  return (
    <>
      {points.slice(0, spans[0]?.from).join('')}
      {spans.map(({ from, to }, i) => (
        <span key={from}>
          <mark className="found">{points.slice(from, to).join('')}</mark>
          {points.slice(ends[i], spans[i + 1]?.from).join('')}
        </span>
      ))}
    </>
  );
}
