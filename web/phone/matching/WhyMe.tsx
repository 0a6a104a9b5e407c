/** 为什么推荐给我: one line under an order of the market, opening to the parts of the score and the conditions. */
import { CHECK_WORDS, type CheckCode } from '@jiedui/shared/matching/check.ts';
import { Bar } from '../../kit/Bar.tsx';
import { type ComparedPart, shareWords } from '../../kit/comparing.ts';
import { CheckList, type CheckSeen } from './CheckList.tsx';
import './matching.css';

export interface FitSeen {
  readonly mayClaim: boolean;
  readonly sentence: string;
  readonly offerId?: string | null | undefined;
  readonly checks: readonly CheckSeen[];
  readonly parts: readonly ComparedPart[];
}

export function WhyMe({ fit, title }: { fit: FitSeen; title: string }) {
  const failed = fit.checks.filter((check) => !check.passed);
  return (
    <details className={fit.mayClaim ? 'why-me' : 'why-me why-me--not-yet'}>
      <summary>
        <span className="why-me__word">{fit.mayClaim ? '为什么推荐给我' : '为什么暂不能接'}</span>
        <span className="only-spoken">：{title}</span>
        <span className="why-me__line">
          {fit.mayClaim ? fit.sentence : failed.map(({ code }) => CHECK_WORDS[code as CheckCode] ?? '条件').join('、')}
        </span>
      </summary>
      {fit.mayClaim ? (
        <>
          <Parts parts={fit.parts} />
          <p className="hint">{fit.checks.length} 项接单条件均符合，可以接单。</p>
        </>
      ) : (
        <>
          <CheckList checks={failed} offerId={fit.offerId ?? null} />
          <p className="hint">
            其余 {fit.checks.length - failed.length} 项条件都符合。补齐上面{failed.length === 1 ? '这一项' : '各项'}
            后即可接单。
          </p>
        </>
      )}
    </details>
  );
}

/** What speaks for this organization, what counts most first. */
export function Parts({ parts }: { parts: readonly ComparedPart[] }) {
  return (
    <ul className="parts">
      {[...parts]
        .sort((a, b) => b.value * b.weight - a.value * a.weight)
        .map((part) => (
          <li key={part.code} className="parts__one">
            <span className="parts__name">{part.name}</span>
            <span>
              {part.words}
              <Bar value={part.value} />
            </span>
            <span className="parts__share">占 {shareWords(part.weight)}</span>
          </li>
        ))}
    </ul>
  );
}
