/** Bar: how full something is, 0 to 1; the words beside it say the same, so it is not read aloud. */
import './bar.css';

export function Bar({ value }: { value: number }) {
  return (
    <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar__whole" width="100" height="4" />
      <rect className="bar__part" width={Math.round(value * 100)} height="4" />
    </svg>
  );
}
