/** StateTag: word + shape + colour, in this order; the colour alone never speaks. */

/** done: settled; decide: someone must choose; late: past its day; info: under way; rest: nothing to do. */
export type Tone = 'done' | 'decide' | 'late' | 'info' | 'rest';

const SHAPES: Record<Tone, string> = {
  done: 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0Z',
  decide: 'M5 0 10 5 5 10 0 5Z',
  late: 'M5 .5 10 9.5H0Z',
  info: 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0Zm0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  rest: 'M0 4h10v2H0Z',
};

export function StateTag({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className={`tag tag--${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={SHAPES[tone]} fill="currentColor" fillRule="evenodd" />
      </svg>
      {word}
    </span>
  );
}
