/** 匹配轮次: the round of a month, computed at once, changed by wishes, and sent as invitations. The month and what is put first are in the address. */
import { todayInShanghai } from '../../../kit/format.ts';
import { useSearchOf, type RoundsSearch } from '../../shell/way.tsx';
import { RoundDesk } from './RoundDesk.tsx';
import { monthsToMatch, readMonth } from './wishes.ts';

export function RoundPage() {
  const search = useSearchOf<RoundsSearch>();
  const { months, usual } = monthsToMatch(todayInShanghai());
  const month = readMonth(search.month, months) ?? usual;
  // Another month is another desk: its own wishes, nothing to compare with the one before.
  return <RoundDesk key={month} month={month} months={months} />;
}
