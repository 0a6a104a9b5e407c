/** One weight: − and ＋ by one percent, or written; it can grow only by what is not given out. */
import type { PartCode } from '@jiedui/shared/matching/part-values.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import { useState } from 'react';
import '../../kit/bar.css';
import { mostOf, percentWords, readPercent, STEP } from './weighing.ts';

interface WeightFieldProps {
  name: string;
  weights: Weights;
  code: PartCode;
  onChange: (weight: number) => void;
}

/** Where the bar is full: no single part should weigh more. */
const BAR_MOST = 3_000;

export function WeightField({ name, weights, code, onChange }: WeightFieldProps) {
  const weight = weights[code];
  const most = mostOf(weights, code);
  // What is being written stays as it is until it is left: `1` on the way to `17` is no wish.
  const [written, setWritten] = useState<string | null>(null);
  const leave = () => {
    const read = written === null ? null : readPercent(written);
    if (read !== null) onChange(read);
    setWritten(null);
  };
  return (
    <div className="weight">
      <button
        type="button"
        className="weight__step"
        aria-label={`${name}减 1%`}
        disabled={weight === 0}
        onClick={() => onChange(weight - STEP)}
      >
        −
      </button>
      <span className="weight__write">
        <input
          className="input"
          inputMode="decimal"
          aria-label={`${name}的权重，百分之`}
          value={written ?? String(weight / 100)}
          onChange={(event) => setWritten(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave();
            else if (event.key === 'ArrowUp') onChange(weight + STEP);
            else if (event.key === 'ArrowDown') onChange(weight - STEP);
            else return;
            event.preventDefault();
          }}
        />
        %
      </span>
      <button
        type="button"
        className="weight__step"
        aria-label={weight === most ? `${name}加 1%：没有余下的可加，请先从别的项减` : `${name}加 1%`}
        disabled={weight === most}
        onClick={() => onChange(weight + STEP)}
      >
        ＋
      </button>
      <svg className="weight__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar__whole" y="2" width="100" height="2" />
        <rect className="weight__part" width={Math.min(100, (weight * 100) / BAR_MOST)} height="6" />
      </svg>
      <span className="only-spoken">{percentWords(weight)}</span>
    </div>
  );
}
