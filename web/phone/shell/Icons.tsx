/** The few drawings of the navigation, in one stroke weight. */
const PATHS = {
  todo: 'M5 6.5 6.5 8 9 5M5 12.5 6.5 14 9 11M5 18.5 6.5 20 9 17M12.5 7H20M12.5 13H20M12.5 19H20',
  order: 'M6 3.5h9l4 4V20.5H6ZM15 3.5v4h4M12.5 11v6M9.5 14h6',
  market: 'M4 10 5.5 4h13L20 10M4 10a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M5.5 12.5V20h13V12.5',
  paper: 'M6 3.5h12V20.5H6ZM9 8h6M9 11.5h6M9.5 16.5c1.5-2 2-2 2.5-.5s1 1 2.5-.5',
  record: 'M4 7.5h4L9.5 5h5L16 7.5h4V19H4ZM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  claim:
    'M7 12.5V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3 0v8.5c0 3.5-2 6-5.5 6-3 0-4-1.5-6.5-6.5-.7-1.5 1.5-2.5 3-1.5Z',
  me: 'M12 11.5a3.7 3.7 0 1 0 0-7.5 3.7 3.7 0 0 0 0 7.5ZM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 20.5h4',
  back: 'M14.5 5 8 12l6.5 7',
  next: 'M9.5 5 16 12l-6.5 7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
