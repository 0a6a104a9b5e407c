/** The order of the month desk's queue and the words of its due day. */
import { countBy, inQueueOrder, neighbour, nextWaiting } from '../../../web/desk/dispatch/queue.ts';
import { daysLeftWords, dueReason } from '../../../web/desk/dispatch/due.ts';
import { describe, expect, test } from 'vitest';

const line = (id: string, seq: number, light: 'red' | 'yellow' | 'green', decision: 'approve' | null = null) => ({
  id,
  seq,
  light,
  decision,
});

describe('the queue', () => {
  const queue = inQueueOrder([line('d', 1, 'green'), line('c', 4, 'yellow'), line('a', 2, 'red'), line('b', 3, 'red')]);

  test('stands red, yellow, green, and by number within a light', () => {
    expect(queue.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('goes on to the next line that waits, around the end', () => {
    const decided = queue.map((each) => (each.id === 'c' ? { ...each, decision: 'approve' as const } : each));
    expect(nextWaiting(decided, 'b')?.id).toBe('d');
    expect(nextWaiting(decided, 'd')?.id).toBe('a');
  });

  test('has no next line when none but the present one waits', () => {
    const decided = queue.map((each) => (each.id === 'a' ? each : { ...each, decision: 'approve' as const }));
    expect(nextWaiting(decided, 'a')).toBeNull();
  });

  test('stops at its ends', () => {
    expect(neighbour(queue, 'a', -1)?.id).toBe('a');
    expect(neighbour(queue, 'a', 1)?.id).toBe('b');
    expect(neighbour(queue, 'd', 1)?.id).toBe('d');
  });

  test('counts decisions in the order of the list, and leaves out those that nobody took', () => {
    expect(countBy(['urge', 'reassign', 'approve'], ['approve', null, 'urge', 'approve'])).toEqual([
      { key: 'urge', count: 1 },
      { key: 'approve', count: 2 },
    ]);
  });
});

describe('the due day in words', () => {
  test('says that the day before the 25th is a working day', () => {
    expect(dueReason('2026-11', 25, '2026-11-24')).toBe('11月24日 是工作日');
  });

  test('names the days that were skipped', () => {
    expect(dueReason('2026-10', 25, '2026-10-23')).toBe('10月24日 星期六不上班，提前到前一个工作日');
  });

  test.each([
    ['2026-11-24', '就是今天'],
    ['2026-11-19', '还有 3 个工作日'],
    ['2026-11-25', '已过 1 个工作日'],
  ] as const)('on %s says %s', (today, words) => {
    expect(daysLeftWords('2026-11-24', today)).toBe(words);
  });
});
