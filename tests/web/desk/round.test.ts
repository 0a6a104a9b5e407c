/** Wishes about a round: what replaces what, how they are told, and what has moved between two plans. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { describe, expect, it } from 'vitest';
import { nextWords } from '../../../web/desk/claim/round/next-words.ts';
import {
  excludedWords,
  monthsToMatch,
  movesBetween,
  movesWords,
  type NamedPair,
  readMonth,
  type Wish,
  wishInput,
  wishWords,
  withForbid,
  withPin,
  withSlots,
} from '../../../web/desk/claim/round/wishes.ts';

const pair = (orderId: string, organizationId: string): NamedPair => ({
  orderId,
  organizationId,
  title: `点单${orderId}`,
  name: `组织${organizationId}`,
});
const placed = (order: string, organization: string) => ({
  order: { id: order, title: `点单${order}` },
  organization: { id: organization, name: `组织${organization}` },
});

describe('a wish', () => {
  it('pins an order to one organization only', () => {
    const wishes = withPin(withPin([], pair('1', 'a')), pair('1', 'b'));
    expect(wishInput(wishes).pins).toEqual([{ orderId: '1', organizationId: 'b' }]);
  });

  it('never asks for a pair and against it at once', () => {
    expect(wishInput(withPin(withForbid([], pair('1', 'a')), pair('1', 'a')))).toMatchObject({
      pins: [{ orderId: '1', organizationId: 'a' }],
      forbids: [],
    });
    expect(wishInput(withForbid(withPin([], pair('1', 'a')), pair('1', 'a')))).toMatchObject({
      pins: [],
      forbids: [{ orderId: '1', organizationId: 'a' }],
    });
  });

  it('keeps what is excluded when another is pinned', () => {
    const wishes = withPin(withForbid([], pair('1', 'a')), pair('1', 'b'));
    expect(wishInput(wishes).forbids).toEqual([{ orderId: '1', organizationId: 'a' }]);
  });

  it('remembers the own slots, goes with them, and never falls below none', () => {
    const line = { organizationId: 'a', name: '组织a', slots: 1 };
    const more = withSlots([], line, 2);
    expect(more.map(wishWords)).toEqual(['组织a本月名额由 1 场增为 2 场']);
    // What is read back is the wished number; the own one is the first.
    expect(withSlots(more, { ...line, slots: 2 }, 1)).toEqual([]);
    expect(withSlots(more, { ...line, slots: 2 }, -1).map(wishWords)).toEqual(['组织a本月名额由 1 场减为 0 场']);
  });

  it('is named where an order is left without anybody', () => {
    const wishes = withForbid(withForbid([], pair('1', 'a')), pair('1', 'b'));
    expect(excludedWords(wishes, '1')).toBe('您已排除组织a、组织b；除此之外，');
    expect(excludedWords(wishes, '2')).toBe('');
  });

  it('is told with the names it was made under', () => {
    const wishes: readonly Wish[] = withForbid(withPin([], pair('1', 'a')), pair('2', 'b'));
    expect(wishes.map(wishWords)).toEqual(['指定 组织a 服务“点单1”', '不请 组织b 服务“点单2”']);
  });
});

describe('the next one', () => {
  const runnerUp = {
    margin: -0.0324,
    sentence: '乙匹配分高 3.24 分，但其名额用在了其他点单上。',
    organization: { id: 'b', name: '乙' },
  };

  it('scores more because the officer chose, not for want of slots', () => {
    expect(nextWords({ runnerUp, pinned: true } as never)).toBe('照您指定；乙匹配分高 3.24 分。');
    expect(nextWords({ runnerUp, pinned: false } as never)).toBe(runnerUp.sentence);
    expect(nextWords({ runnerUp: null, pinned: false } as never)).toBe('符合条件的只有这一家。');
  });
});

describe('what has moved', () => {
  it('is who serves an order now and did not, and what nobody serves any more', () => {
    const moves = movesBetween([placed('1', 'a'), placed('2', 'b')], [placed('1', 'c'), placed('3', 'b')]);
    expect([...moves.from]).toEqual([
      ['1', '组织a'],
      ['3', null],
    ]);
    expect(movesWords(moves)).toBe('1 单改请其他组织，1 单新有着落，1 单不再有人接（点单2）。');
  });

  it('says so when nothing has', () => {
    expect(movesWords(movesBetween([placed('1', 'a')], [placed('1', 'a')]))).toBe('安排没有变化。');
  });
});

describe('the months to match', () => {
  it('are this one and the next two; ten days before its end it is the next', () => {
    expect(monthsToMatch('2026-11-20' as LocalDate)).toMatchObject({ usual: '2026-11' });
    expect(monthsToMatch('2026-11-21' as LocalDate)).toEqual({
      months: ['2026-11', '2026-12', '2027-01'],
      usual: '2026-12',
    });
  });

  it('are read from an address only when they are offered', () => {
    const { months } = monthsToMatch('2026-11-24' as LocalDate);
    expect(readMonth('2026-12', months)).toBe('2026-12');
    expect([readMonth('2026-10', months), readMonth('12月', months), readMonth(undefined, months)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
