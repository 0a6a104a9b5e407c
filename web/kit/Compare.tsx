/**
 * Compare: two or three side by side, a row for each part in plain words with a small bar, the better one marked in words
 * and colour. A narrow screen shows the first and one other, chosen above the table; what is alike is one line below it.
 */
import { useState, useSyncExternalStore } from 'react';
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
  const narrow = useNarrow();
  // What is better is said of those that are seen: a column that is not there must not be the best one.
  const seen = narrow ? candidates.filter((_, index) => index === 0 || index === other) : candidates;
  const { differing, alike } = compareParts(seen.map(({ parts }) => parts));
  const totals = seen.map(({ parts }) => wholePoints(parts));
  return (
    <div className="compare">
      {narrow && 2 < candidates.length ? (
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
            <th scope="col">比什么</th>
            {seen.map((candidate) => (
              <th key={candidate.id} scope="col">
                <small>{candidate.over}</small>
                {candidate.name}
                {candidate.under ? <small>{candidate.under}</small> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map((row) => (
            <Row key={row.code} row={row} decisive={row.code === decisive && seen[1] === candidates[1]} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              合计<small>满分 100 分</small>
            </th>
            {totals.map((total, index) => (
              <td key={seen[index]?.id}>
                {pointWords(total)}
                {index === 0 ? null : <small>{behindWords((totals[0] ?? 0) - total, seen[0]?.over ?? '')}</small>}
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

function Row({ row, decisive }: { row: ComparedRow; decisive: boolean }) {
  return (
    <tr>
      <th scope="row">
        {row.name}
        {decisive ? <span className="compare__decisive">决定先后</span> : null}
        <small>占 {shareWords(row.weight)}</small>
        {row.apart === 0 ? null : <small>差 {pointWords(row.apart)}</small>}
      </th>
      {row.cells.map((cell, index) => (
        <td key={index} className={cell.best ? 'compare__best' : undefined}>
          {cell.words}
          <Bar value={cell.value} />
          {cell.best ? <span className="compare__mark">较优</span> : null}
        </td>
      ))}
    </tr>
  );
}

const NARROW = '(max-width: 719px)';

/** Whether two columns are all that fits. */
function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
}

function behindWords(points: number, over: string): string {
  return points === 0 ? `与${over}相同` : `比${over}少 ${pointWords(points)}`;
}
