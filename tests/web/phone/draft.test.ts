/** The order as it is written: nothing typed is lost on the way to the API and back. */
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { describe, expect, it } from 'vitest';
import { BLANK, fieldsOf, inputOf, stepOf, textOf, type DraftText } from '../../../web/phone/order/draft.ts';

const WRITTEN: DraftText = {
  title: '20 位独居老人冬季防寒探访',
  description: '',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  headcount: { value: '２０', qualifier: 'nearly', unit: 'person' },
  place: '西关街道各社区',
  windowFrom: '2026-12-01',
  windowTo: '2026-12-22',
  needType: 'felt',
  mode: 'relief',
  leg: 'service',
  urgency: 'normal',
  requiredQualifications: ['medical_practice'],
  budgetYuan: '120.5',
  sharing: 'exclusive',
  seats: '2',
  lines: [],
  durationHours: '',
  claimableOn: '2026-11-29',
  claimMode: 'paired_first',
};

describe('a draft', () => {
  it('says null for what is empty', () => {
    expect(inputOf(BLANK)).toMatchObject({
      serviceType: null,
      headcount: null,
      windowFrom: null,
      claimableUntil: null,
      targetGroups: [],
    });
  });

  it('closes at the end of the chosen day in Shanghai', () => {
    expect(inputOf(WRITTEN).claimableUntil).toBe('2026-11-29T15:59:59.999Z');
  });

  it('can be posted as it stands', () => {
    expect(checkPosting(fieldsOf(WRITTEN), new Date('2026-11-24T02:00:00Z'))).not.toBeInstanceOf(Error);
  });

  it('comes back from the API as it was written', () => {
    const input = inputOf(WRITTEN);
    const order = {
      ...input,
      id: '1',
      number: 'DD-2026-0001',
      version: 1,
      state: 'draft',
      updatedAt: '2026-11-24T02:00:00Z',
    };
    expect(textOf(order as Parameters<typeof textOf>[0])).toEqual({
      ...WRITTEN,
      headcount: { ...WRITTEN.headcount, value: '20' },
    });
  });

  it('knows on which step each problem of an empty draft is put right', () => {
    const refused = checkPosting(fieldsOf({ ...BLANK, urgency: '' }), new Date('2026-11-24T02:00:00Z'));
    const fields =
      refused instanceof Error && 'problems' in refused ? refused.problems.map((problem) => problem.field) : [];
    expect(Object.fromEntries(fields.map((field) => [field, stepOf(field)]))).toEqual({
      title: 1,
      serviceType: 1,
      mode: 1,
      leg: 1,
      targetGroups: 2,
      headcount: 2,
      needType: 2,
      place: 3,
      windowFrom: 3,
      windowTo: 3,
      urgency: 3,
      claimableUntil: 3,
    });
  });
});
