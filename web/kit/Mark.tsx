/** The mark: two strokes tied in one flat knot (结). Also the drawing of an empty page and the stamp on a signed paper. */

const LEFT = 'M4 26H26C34 26 34 17 41 17C49 17 51 24 51 32C51 40 49 47 41 47C34 47 34 38 26 38H4';
const RIGHT = 'M60 26H38C30 26 30 17 23 17C15 17 13 24 13 32C13 40 15 47 23 47C30 47 30 38 38 38H60';
/** The stretches where the left stroke passes over the right one. */
const OVER = 'M4 26H26M41 17C49 17 51 24 51 32M41 47C34 47 34 38 26 38';

export function Mark({ className, tone = 'full' }: { className?: string; tone?: 'full' | 'line' }) {
  const left = tone === 'full' ? 'var(--pine)' : 'currentColor';
  const right = tone === 'full' ? 'var(--persimmon)' : 'var(--hairline)';
  return (
    <svg
      className={className}
      viewBox="0 0 64 64"
      fill="none"
      strokeWidth={tone === 'full' ? 6 : 4}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={LEFT} stroke={left} />
      <path d={RIGHT} stroke={right} />
      <path d={OVER} stroke={left} />
    </svg>
  );
}
