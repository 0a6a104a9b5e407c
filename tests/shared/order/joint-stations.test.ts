/** Joint orders of several stations: who may be asked, who may answer, when it may be posted. */
import {
  answer,
  leadShare,
  type Member,
  MEMBER_ANSWERS,
  memberProblems,
  refuseUnsettled,
} from '@jiedui/shared/order/joint-stations.ts';
import { StationAnswered, MembersUnsettled } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { expect, test } from 'vitest';

const AT = new Date('2026-11-24T02:00:00Z');
const FORTY = { value: 40, qualifier: 'exact', unit: 'person' } as const;
const member = (stationId: string, share: number, given: Member['answer'] = 'asked'): Member => ({
  stationId,
  stationName: stationId,
  share,
  answer: given,
  answeredAt: null,
  reason: null,
});

test.each(MEMBER_ANSWERS)('a station that is %s', (given) => {
  const joins = answer(member('b', 10, given), true, '', AT);
  const stays = answer(member('b', 10, given), false, '本月活动已排满', AT);
  if (given !== 'asked') {
    expect(joins).toBeInstanceOf(StationAnswered);
    expect(stays).toBeInstanceOf(StationAnswered);
    return;
  }
  expect(joins).toMatchObject({ answer: 'joins', answeredAt: AT, reason: null });
  expect(stays).toMatchObject({ answer: 'stays_out', answeredAt: AT, reason: '本月活动已排满' });
  expect(answer(member('b', 10), false, ' ', AT)).toBeInstanceOf(ReasonMissing);
});

test('what members do not take is the lead’s; who stays out takes nothing', () => {
  expect(leadShare(FORTY, [member('b', 10), member('c', 5, 'joins'), member('d', 20, 'stays_out')])).toBe(25);
});

test('others are asked, each once, with a share, and something is left for the lead', () => {
  const messages = (...asked: Member[]) => memberProblems('a', FORTY, asked).map(({ message }) => message);
  expect(messages(member('b', 39))).toEqual([]);
  expect(messages(member('b', 40))).toEqual(['各站份额之和应小于预计数量，余下的是牵头站自己的份额']);
  expect(messages(member('b', 0))).toEqual(['请填写每个社工站的份额，1 以上']);
  expect(messages(member('a', 1))).toEqual(['牵头站不用加入，请只选其他社工站']);
  expect(messages(member('b', 1), member('b', 2))).toEqual(['同一社工站只能选一次']);
  expect(messages()).toEqual([]);
});

test('it waits for everybody’s answer, whatever it is', () => {
  expect(refuseUnsettled([member('b', 1, 'joins'), member('c', 1, 'stays_out')])).toBeNull();
  const refused = refuseUnsettled([member('b', 1, 'joins'), member('c', 1)]);
  expect(refused).toBeInstanceOf(MembersUnsettled);
  expect(refused?.stationNames).toEqual(['c']);
});
