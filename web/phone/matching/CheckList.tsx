/** The hard conditions: a failed one says what would change it, and leads to where that is done; those that are met are folded. */
import { CHECK_WORDS, type CheckCode } from '@jiedui/shared/matching/check.ts';
import { Link } from '@tanstack/react-router';
import { type Mend, MENDS } from './mend.ts';
import './matching.css';

export interface CheckSeen {
  readonly code: string;
  readonly passed: boolean;
  readonly reason: string;
  readonly remedy?: string | null | undefined;
}

interface CheckListProps {
  checks: readonly CheckSeen[];
  /** The offer that was judged; null when none is listed, undefined when nothing is to be mended from here. */
  offerId?: string | null | undefined;
}

export function CheckList({ checks, offerId }: CheckListProps) {
  const failed = checks.filter(({ passed }) => !passed);
  const met = checks.filter(({ passed }) => passed);
  return (
    <>
      {failed.length === 0 ? null : <List checks={failed} offerId={offerId} />}
      {met.length === 0 ? null : (
        <details className="checks-met">
          <summary>
            {failed.length === 0 ? '' : '其余 '}
            {met.length} 项均符合
          </summary>
          <List checks={met} offerId={undefined} />
        </details>
      )}
    </>
  );
}

function List({ checks, offerId }: { checks: readonly CheckSeen[]; offerId: string | null | undefined }) {
  return (
    <ul className="checks">
      {checks.map((check) => {
        const mend = check.passed || offerId === undefined ? undefined : MENDS[check.code as CheckCode];
        return (
          <li key={check.code} className={check.passed ? 'checks__one' : 'checks__one checks__one--no'}>
            <span className="checks__word">
              {check.passed ? '✓' : '✕'}
              <span className="only-spoken">{check.passed ? '符合' : '不符合'}</span>{' '}
              {CHECK_WORDS[check.code as CheckCode] ?? ''}
            </span>
            <span>
              {check.reason}
              {!check.passed && check.remedy ? <span className="checks__remedy">{check.remedy}</span> : null}
              {mend ? <MendLink mend={mend} offerId={offerId ?? null} /> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function MendLink({ mend, offerId }: { mend: Mend; offerId: string | null }) {
  if (mend.place === 'own') {
    return (
      <Link to="/organization" className="checks__mend">
        {mend.word}
      </Link>
    );
  }
  if (mend.place === 'pairs') {
    return (
      <Link to="/limits" className="checks__mend">
        {mend.word}
      </Link>
    );
  }
  if (offerId === null) {
    return (
      <Link to="/offers/new" className="checks__mend">
        去发布供给
      </Link>
    );
  }
  return (
    <Link
      to="/offers/$id/edit"
      params={{ id: offerId }}
      {...(mend.field === undefined ? {} : { hash: mend.field })}
      className="checks__mend"
    >
      {mend.word}
    </Link>
  );
}
