/**
 * Compare: two or three side by side, a row for each part in plain words with a small bar, the better one marked in words
 * and colour. A narrow screen shows the first and one other, chosen above the table; what is alike is one line below it.
 */
import { useState } from 'react';
import { Bar } from './Bar.tsx';
import { type ComparedPart, type ComparedRow, compareParts, pointWords, shareWords, wholePoints } from './comparing.ts';
import './compare.css';

export interface Compared {
  readonly id: string;
  readonly name: string;
  /** Above the name: 第 1 位. */
  readonly over: string;
  /** Below the name: what it is. */
  readonly under?: string | undefined;
  readonly parts: readonly ComparedPart[];
}

interface CompareProps {
  /** Read aloud as the table's name. */
  name: string;
  candidates: readonly Compared[];
  /** The part by which the first stands before the second. */
  decisive?: string | undefined;
}

export function Compare({ name, candidates, decisive }: CompareProps) {
  const [other, setOther] = useState(1);
  const { differing, alike } = compareParts(candidates.map(({ parts }) => parts));
  const totals = candidates.map(({ parts }) => wholePoints(parts));
  // On a narrow screen the first and the chosen one stay.
  const column = (index: number) => (index === 0 || index === other ? 'compare__shown' : 'compare__aside');
  return (
    <div className="compare">
      {2 < candidates.length ? (
        <div className="compare__choice" role="group" aria-label={`与${candidates[0]?.name ?? ''}比较`}>
          {candidates.slice(1).map((candidate, index) => (
            <button
              key={candidate.id}
              type="button"
              aria-pressed={other === index + 1}
              onClick={() => setOther(index + 1)}
            >
              比{candidate.over}
            </button>
          ))}
        </div>
      ) : null}
      <table>
        <caption className="only-spoken">{name}</caption>
        <thead>
          <tr>
            <th scope="col" className="compare__what">
              比什么
            </th>
            {candidates.map((candidate, index) => (
              <th key={candidate.id} scope="col" className={column(index)}>
                <small>{candidate.over}</small>
                {candidate.name}
                {candidate.under ? <small>{candidate.under}</small> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map((row) => (
            <Row key={row.code} row={row} column={column} decisive={row.code === decisive} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              合计<small>满分 100 分</small>
            </th>
            {totals.map((total, index) => (
              <td key={candidates[index]?.id} className={column(index)}>
                {pointWords(total)}
                {index === 0 ? null : <small>{behindWords((totals[0] ?? 0) - total, candidates[0]?.over ?? '')}</small>}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {alike.length === 0 ? null : (
        <p className="compare__alike">
          其余 {alike.length} 项相同：{alike.map((row) => `${row.name}（${row.cells[0]?.words ?? ''}）`).join('、')}。
        </p>
      )}
    </div>
  );
}

function Row({ row, column, decisive }: { row: ComparedRow; column: (index: number) => string; decisive: boolean }) {
  return (
    <tr>
      <th scope="row">
        {row.name}
        {decisive ? <span className="compare__decisive">决定先后</span> : null}
        <small>占 {shareWords(row.weight)}</small>
        {row.apart === 0 ? null : <small>差 {pointWords(row.apart)}</small>}
      </th>
      {row.cells.map((cell, index) => (
        <td key={index} className={cell.best ? `${column(index)} compare__best` : column(index)}>
          {cell.words}
          <Bar value={cell.value} />
          {cell.best ? <span className="compare__mark">较优</span> : null}
        </td>
      ))}
    </tr>
  );
}

function behindWords(points: number, over: string): string {
  return points === 0 ? `与${over}相同` : `比${over}少 ${pointWords(points)}`;
}
