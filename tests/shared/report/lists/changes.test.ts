/** What became of a thing between two instants: each kind from the rows alone, dates included, and the words for it. */
import {
  changesSentence,
  OFFER_CHANGES,
  offerChange,
  ORDER_CHANGES,
  orderChange,
} from '@jiedui/shared/report/lists/changes.ts';
import { differenceWords, type Facts } from '@jiedui/shared/report/lists/differing.ts';
import { describe, expect, test } from 'vitest';

const at = (text: string) => new Date(`${text}+08:00`);
const THEN = at('2026-11-20T10:00:00');
const NOW = at('2026-11-24T10:00:00');

const ORDER: Facts = {
  state: 'open',
  title: '独居老人冬季探访',
  place: '东关社区',
  posted_at: '2026-11-02T02:00:00+00:00',
  last_confirmed_on: null,
  claim_lapses_at: null,
  claimable_until: '2026-12-10T10:00:00+00:00',
  window_from: '2026-12-11',
  window_to: '2026-12-20',
  target_groups: ['elder_alone'],
  headcount_value: 35,
  headcount_qualifier: 'about',
  headcount_unit: 'person',
};
const order = (facts: Facts = {}): Facts => ({ ...ORDER, ...facts });
const CLAIMED = { state: 'claimed', claim_lapses_at: '2026-11-25T10:00:00+00:00' };

describe('an order', () => {
  test.each([
    ['was not there before', null, order(), 'added'],
    ['came and went between the two', null, order({ state: 'cancelled' }), null],
    ['was withdrawn', order(), order({ state: 'cancelled' }), 'withdrawn'],
    ['was completed', order({ state: 'confirmed' }), order({ state: 'completed' }), 'completed'],
    ['was claimed', order(), order(CLAIMED), 'claimed'],
    ['was claimed and confirmed', order(), order({ state: 'confirmed' }), 'claimed'],
    ['had its claim confirmed: nothing that the list shows', order(CLAIMED), order({ state: 'confirmed' }), null],
    ['was given back', order({ state: 'confirmed' }), order(), 'reopened'],
    ['was changed', order(), order({ place: '西关社区' }), 'changed'],
    ['was said to be needed still', order(), order({ last_confirmed_on: '2026-11-23' }), 'confirmed'],
    [
      'was changed and confirmed: the change is told',
      order(),
      order({ last_confirmed_on: '2026-11-23', place: '西关社区' }),
      'changed',
    ],
    ['stood as it was', order(), order(), null],
  ] as const)('%s', (_what, before, after, kind) => {
    const change = orderChange(before && { facts: before, at: THEN }, { facts: after, at: NOW });
    expect(change?.kind ?? null).toBe(kind);
  });

  test('whose claim ran out is open again, though nobody wrote anything', () => {
    const facts = order(CLAIMED);
    const lapse = at('2026-11-25T18:00:00');
    expect(orderChange({ facts, at: NOW }, { facts, at: lapse })).toBeNull();
    expect(orderChange({ facts, at: NOW }, { facts, at: new Date(lapse.getTime() + 1) })?.kind).toBe('reopened');
  });

  test('posted in October rests from the day after the November cut-off, and no sooner', () => {
    const facts = order({ posted_at: '2026-10-12T02:00:00+00:00' });
    const change = (to: string) => orderChange({ facts, at: THEN }, { facts, at: at(to) })?.kind ?? null;
    expect(change('2026-11-24T23:59:59')).toBeNull();
    expect(change('2026-11-25T00:00:00')).toBe('resting');
    const confirmed = order({ posted_at: '2026-10-12T02:00:00+00:00', last_confirmed_on: '2026-11-26' });
    expect(
      orderChange({ facts, at: at('2026-11-25T09:00:00') }, { facts: confirmed, at: at('2026-11-26T09:00:00') }),
    ).toEqual({ kind: 'confirmed', differences: [] });
  });

  test('tells what stood before and what stands now, columns of one entry once', () => {
    const change = orderChange(
      { facts: order(), at: THEN },
      {
        facts: order({
          window_from: '2026-12-12',
          window_to: '2026-12-25',
          headcount_value: 40,
          headcount_qualifier: 'exact',
          claimable_until: '2026-12-11T10:00:00+00:00',
          place: null,
        }),
        at: NOW,
      },
    );
    expect(change?.differences).toEqual([
      { name: '预计数量', before: '约 35 人', after: '40 人' },
      { name: '地点', before: '东关社区', after: '未填写' },
      { name: '期望时间', before: '2026年12月11日至2026年12月20日', after: '2026年12月12日至2026年12月25日' },
      { name: '接单截止', before: '2026年12月10日 18:00', after: '2026年12月11日 18:00' },
    ]);
    expect(differenceWords(change!.differences[0]!)).toBe('预计数量由“约 35 人”改为“40 人”');
    expect(differenceWords({ name: '需求内容', before: '长'.repeat(40), after: '短'.repeat(21) })).toBe('需求内容');
  });
});

const OFFER: Facts = {
  state: 'listed',
  title: '理发进社区',
  last_confirmed_on: '2026-11-03',
  window_from: '2026-01-01',
  window_to: '2026-12-31',
  area_codes: ['620502000000'],
  sessions_per_month: 4,
};
const offer = (facts: Facts = {}): Facts => ({ ...OFFER, ...facts });
const placeOf = (code: string) => (code === '620502000000' ? '秦州区' : code === '620503000000' ? '麦积区' : code);

describe('an offer', () => {
  test.each([
    ['was not there before', null, offer(), 'added'],
    ['came and went between the two', null, offer({ state: 'delisted' }), null],
    ['was taken off', offer(), offer({ state: 'delisted' }), 'delisted'],
    ['was paused', offer(), offer({ state: 'paused' }), 'paused'],
    ['came back', offer({ state: 'paused' }), offer({ last_confirmed_on: '2026-11-24' }), 'relisted'],
    ['ran out of days', offer({ window_to: '2026-11-23' }), offer({ window_to: '2026-11-23' }), 'expired'],
    ['was changed', offer(), offer({ sessions_per_month: 6 }), 'changed'],
    ['was said to be offered still', offer(), offer({ last_confirmed_on: '2026-11-24' }), 'confirmed'],
    ['stood as it was', offer(), offer(), null],
  ] as const)('%s', (_what, before, after, kind) => {
    const change = offerChange(
      before && { facts: before, at: THEN, isExhausted: false },
      { facts: after, at: NOW, isExhausted: false },
      placeOf,
    );
    expect(change?.kind ?? null).toBe(kind);
  });

  test('is paused by date after the cut-off, and exhausted when its organization is', () => {
    const facts = offer({ last_confirmed_on: '2026-10-08' });
    const change = (to: string, isExhausted = false) =>
      offerChange({ facts, at: THEN, isExhausted: false }, { facts, at: at(to), isExhausted }, placeOf)?.kind ?? null;
    expect(change('2026-11-24T23:59:59')).toBeNull();
    expect(change('2026-11-25T00:00:00')).toBe('paused');
    expect(change('2026-11-24T10:00:00', true)).toBe('exhausted');
  });

  test('names its areas', () => {
    const change = offerChange(
      { facts: offer(), at: THEN, isExhausted: false },
      { facts: offer({ area_codes: ['620502000000', '620503000000'] }), at: NOW, isExhausted: false },
      placeOf,
    );
    expect(change?.differences).toEqual([{ name: '服务区域', before: '秦州区', after: '秦州区、麦积区' }]);
  });
});

test('the sentence leaves out what is nothing', () => {
  expect(changesSentence({}, {})).toBe('两张清单都没有变化。');
  expect(changesSentence({ added: 6, withdrawn: 1, confirmed: 2 }, {})).toBe(
    '需求清单新增 6 条、撤销 1 条、再次确认仍需要 2 条。',
  );
  expect(changesSentence({ added: 1 }, { relisted: 2 })).toBe('需求清单新增 1 条；供给清单恢复上架 2 条。');
  const all = <Kind extends string>(kinds: readonly Kind[]) =>
    Object.fromEntries(kinds.map((kind) => [kind, 1])) as Record<Kind, number>;
  expect(changesSentence(all(ORDER_CHANGES), all(OFFER_CHANGES)).match(/1 条/g)).toHaveLength(16);
});
