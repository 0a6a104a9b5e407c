/** The rows one figure was counted from, and the line that shows that they add up. */
import { windowWords } from '../../kit/format.ts';
import { FIGURES } from '@jiedui/shared/dispatch/figures.ts';
import { useQuery } from 'urql';
import { Answer } from '../shell/Answer.tsx';
import { WayLink, type Way } from '../shell/way.tsx';
import { DeskFigureRows } from './dispatch.documents.ts';
import { figureWords, type RoundFigure } from './round.ts';

export function FigureRows({ lineId, figure }: { lineId: string; figure: RoundFigure }) {
  const [{ data, error }, again] = useQuery({ query: DeskFigureRows, variables: { lineId, figure: figure.key } });
  return (
    <Answer
      data={data?.dispatchFigureRows}
      error={error}
      onRetry={() => again({ requestPolicy: 'network-only' })}
      rows={1}
    >
      {(rows) => (
        <>
          <ul className="rows">
            {rows.map((row) => (
              <li key={`${row.kind} ${row.id}`}>
                <span className="rows__on">{windowWords(row.on, row.on)}</span>
                <RowTitle row={row} />
                <span className="rows__detail">{row.detail}</span>
              </li>
            ))}
          </ul>
          <p className="rows__sum">
            {sumWords(figure, rows.length)}
            <br />
            口径：{FIGURES[figure.key].definition}。
          </p>
        </>
      )}
    </Answer>
  );
}

function RowTitle({ row }: { row: { id: string; kind: string; title: string } }) {
  const way: Way | null =
    row.kind === 'order'
      ? { to: '/orders', search: { order: row.id } }
      : row.kind === 'session'
        ? { to: '/sessions/$id', params: { id: row.id } }
        : null;
  return way ? <WayLink {...way}>{row.title}</WayLink> : <span>{row.title}</span>;
}

/** A count equals its rows; a sum or a mean says what it is of. */
function sumWords(figure: RoundFigure, rows: number): string {
  if (rows !== figure.rowCount)
    return `这里列出 ${rows} 条，而上面记的是 ${figure.rowCount} 条：数据在统计之后有变动，请刷新数据。`;
  if (figure.key === 'satisfaction') return `${figure.text}：以上 ${rows} 条的平均。`;
  if (figure.key === 'person_times') return `${figureWords(figure)}：以上 ${rows} 场相加。`;
  return `以上 ${rows} 条，与“${figure.name} ${figureWords(figure)}”一致。`;
}
