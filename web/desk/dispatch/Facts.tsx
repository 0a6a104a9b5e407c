/** The middle column: the month's seven figures of one pairing; each opens, in place, to the rows it was counted from. */
import { windowWords } from '../../kit/format.ts';
import type { FigureKey } from '@jiedui/shared/dispatch/round.ts';
import { useState } from 'react';
import { FigureRows } from './FigureRows.tsx';
import { LightTag } from './Light.tsx';
import { Refresh } from './Refresh.tsx';
import { figureWords, type Round, type RoundFigure, type RoundLine } from './round.ts';

export function Facts({ round, line }: { round: Round; line: RoundLine }) {
  const [opened, setOpened] = useState<FigureKey | null>(null);
  return (
    <article className="dossier" aria-labelledby="dossier-title">
      <p className="dossier__place">
        第 {line.seq} 条 · {line.station.county.name}
      </p>
      <h2 className="dossier__title" id="dossier-title">
        {line.station.name}
        <small>
          <span aria-hidden="true">⟷</span> {line.organization.name}
        </small>
      </h2>
      <p className="dossier__light">
        <LightTag light={line.light} /> {line.lightReason}
      </p>
      <table className="figures">
        <caption>
          {windowWords(round.windowFrom, round.windowTo)} · <Refresh round={round} />
        </caption>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className="figures__value">
              本对
            </th>
            <th scope="col" className="figures__all">
              全部 {round.lines.length} 对
            </th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        {line.figures.map((figure) => (
          <FigureBody
            key={figure.key}
            line={line}
            figure={figure}
            all={allWords(round, figure.key)}
            open={opened === figure.key}
            onToggle={() => setOpened(opened === figure.key ? null : figure.key)}
          />
        ))}
      </table>
    </article>
  );
}

function allWords(round: Round, key: FigureKey): string {
  const total = round.totals.find((each) => each.key === key);
  return total ? figureWords(total) : '—';
}

interface FigureBodyProps {
  line: RoundLine;
  figure: RoundFigure;
  /** The same figure over every line of the round. */
  all: string;
  open: boolean;
  onToggle: () => void;
}

function FigureBody({ line, figure, all, open, onToggle }: FigureBodyProps) {
  const id = `figure-${figure.key}`;
  const late = figure.key === 'overdue' && 0 < (figure.value ?? 0);
  return (
    <tbody className={open ? 'figures__body--open' : undefined}>
      <tr>
        <th scope="row">
          {figure.name}
          {figure.key === 'satisfaction' ? <small>（满分 5 分）</small> : null}
        </th>
        <td className={late ? 'figures__value figures__value--late' : 'figures__value'}>{figureWords(figure)}</td>
        <td className="figures__all">{all}</td>
        <td>
          {figure.rowCount === 0 ? (
            <span className="figures__none">无</span>
          ) : (
            <button type="button" className="figures__open" aria-expanded={open} aria-controls={id} onClick={onToggle}>
              {open ? '收起' : '看'} {figure.rowCount} 条<span className="only-spoken">：{figure.name}</span>
            </button>
          )}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={4} id={id} className="figures__rows">
            <FigureRows lineId={line.id} figure={figure} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
