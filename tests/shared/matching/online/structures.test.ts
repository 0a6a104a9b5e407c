/** The structures under the index: lists against plain arrays, the bounded heap against a sort, for random histories. */
import { addDays, type LocalDate } from '@jiedui/shared/calendar.ts';
import { AreaNumbers } from '@jiedui/shared/matching/online/area-numbers.ts';
import { BestList } from '@jiedui/shared/matching/online/best-list.ts';
import { dayNumber } from '@jiedui/shared/matching/online/day-numbers.ts';
import { PlaceNumbers } from '@jiedui/shared/matching/online/place-numbers.ts';
import { PostingLists } from '@jiedui/shared/matching/online/posting-lists.ts';
import { ancestorAt } from '@jiedui/shared/region/region.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const itemsOf = (lists: PostingLists, key: number): number[] => {
  const list = lists.find(key);
  if (list < 0) return [];
  const start = lists.start[list]!;
  return [...lists.pool.subarray(start, start + lists.length[list]!)].sort((a, b) => a - b);
};

describe('posting lists', () => {
  const step = fc.record({
    add: fc.boolean(),
    key: fc.integer({ min: 0, max: 40 }),
    item: fc.integer({ min: 0, max: 6 }),
  });

  test('hold what a map of arrays would hold, whatever is added and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const lists = new PostingLists();
        const model = new Map<number, number[]>();
        for (const { add, key, item } of steps) {
          const items = model.get(key) ?? [];
          model.set(key, items);
          const at = items.indexOf(item);
          if (add) {
            lists.add(key, item);
            items.push(item);
          } else {
            expect(lists.remove(key, item)).toBe(at !== -1);
            if (at !== -1) items.splice(at, 1);
          }
        }
        for (let key = 0; key <= 40; key += 1)
          expect(itemsOf(lists, key)).toEqual((model.get(key) ?? []).sort((a, b) => a - b));
      }),
    );
  });

  test('gathered and laid out at once hold the same, and take more afterwards', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 400, size: 'max' }), fc.array(pair), (gathered, added) => {
        const lists = new PostingLists();
        const model = new PostingLists();
        lists.gather(1);
        for (const [key, item] of gathered) {
          lists.add(key, item);
          model.add(key, item);
        }
        lists.settle();
        for (const [key, item] of added) {
          lists.add(key, item);
          model.add(key, item);
          expect(lists.remove(item, key)).toBe(model.remove(item, key));
        }
        for (let key = 0; key <= 40; key += 1) expect(itemsOf(lists, key)).toEqual(itemsOf(model, key));
      }),
    );
    const lists = new PostingLists();
    lists.add(1, 1);
    expect(() => lists.gather(10)).toThrow('1 lists');
  });

  test('give outgrown blocks to other lists, and a list that shrank keeps its own', () => {
    const lists = new PostingLists(1_000);
    const fill = () => {
      for (let key = 0; key < 1_000; key += 1) for (let item = 0; item < 20; item += 1) lists.add(key, item);
    };
    fill();
    // A list of 20 lies in a block of 32 and has outgrown 31 places; 1,000 lists need 32,000 places, not 63,000.
    expect(lists.pool.length).toBeLessThan(1.5 * 33_000);
    for (let key = 0; key < 1_000; key += 1) for (let item = 0; item < 20; item += 1) lists.remove(key, item);
    fill();
    expect(lists.pool.length).toBeLessThan(1.5 * 33_000);
  });

  test('refuse what is not a whole number in range, with the number', () => {
    const lists = new PostingLists();
    expect(() => lists.add(-1, 0)).toThrow('-1');
    expect(() => lists.add(0, 1.5)).toThrow('1.5');
    expect(() => lists.add(2 ** 31, 0)).toThrow('2147483648');
    expect(() => lists.add(0, Number.NaN)).toThrow('NaN');
    expect(() => new PostingLists(0)).toThrow('0');
  });
});

describe('the best of a stream', () => {
  test('is the head of the sorted stream, equal scores by id, in whatever order they come', () => {
    const ids = Array.from({ length: 60 }, (_, i) => `id-${(i * 37) % 60}`);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          ids.map((_, i) => i),
          { minLength: 0 },
        ),
        fc.integer({ min: 0, max: 25 }),
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 60, maxLength: 60 }),
        (stream, limit, scores) => {
          const best = new BestList(limit, ids);
          for (const item of stream) best.offer(item, scores[item]!);
          best.sort();
          const sorted = stream.toSorted((a, b) => scores[b]! - scores[a]! || (ids[a]! < ids[b]! ? -1 : 1));
          expect([...best.items.subarray(0, best.count)]).toEqual(sorted.slice(0, limit));
        },
      ),
    );
  });

  test('tells the score that the next one must reach', () => {
    const best = new BestList(2, ['a', 'b', 'c']);
    expect(best.floor).toBe(-1);
    best.offer(0, 7);
    expect(best.floor).toBe(-1);
    best.offer(1, 9);
    expect(best.floor).toBe(7);
    best.offer(2, 8);
    expect(best.floor).toBe(8);
    expect(new BestList(0, []).floor).toBe(Infinity);
    expect(() => new BestList(1.5, [])).toThrow('1.5');
  });
});

test('areas are numbered by their codes, with those around them, and other texts by themselves', () => {
  const areas = new AreaNumbers();
  const codes = Array.from(
    { length: 3_000 },
    (_, i) => `62${String(100_000 + i * 31).slice(0, 4)}${100 + (i % 900)}00${i % 2}`,
  );
  const numbers = new Map(codes.map((code) => [code, areas.number(code)]));
  expect(new Set(numbers.values()).size).toBe(numbers.size);
  for (const [code, number] of numbers) {
    expect(areas.number(code)).toBe(number);
    expect(areas.townshipOf(number)).toBe(areas.number(ancestorAt(code, 'township')));
    expect(areas.countyOf(number)).toBe(areas.number(ancestorAt(code, 'county')));
    expect(areas.prefectureOf(number)).toBe(areas.number(ancestorAt(code, 'prefecture')));
    expect(areas.isWide(number)).toBe(false);
    expect(areas.isWide(areas.countyOf(number))).toBe(true);
  }
  for (const other of ['', '62050', '62050310200x', '6205031020000']) {
    const number = areas.number(other);
    expect(areas.number(other)).toBe(number);
    expect([...numbers.values()]).not.toContain(number);
    expect(areas.townshipOf(number)).toBe(-1);
  }
});

test('places are numbered by their coordinates', () => {
  const places = new PlaceNumbers();
  const at = (latitude: number, longitude: number, exact = true) => places.number({ latitude, longitude, exact });
  const list = Array.from({ length: 2_000 }, (_, i) => [20 + i / 64, 100 - (i % 50) / 3] as const);
  const numbers = list.map(([latitude, longitude]) => at(latitude, longitude));
  expect(numbers).toEqual(list.map((_, i) => i));
  expect(list.map(([latitude, longitude]) => at(latitude, longitude, false))).toEqual(numbers);
  expect(at(0, 100)).toBe(at(-0, 100));
});

test('days are counted as the calendar counts them, leap years and turns of century too', () => {
  for (let day = -40_000; day <= 90_000; day += 7) {
    const date = addDays('1970-01-01', day);
    expect(dayNumber(date)).toBe(day);
  }
  for (const wrong of ['2026-13-01', '2026-1-1', '2026-00-10', 'yesterday!', '20x6-01-01'])
    expect(() => dayNumber(wrong as LocalDate)).toThrow(wrong);
});
