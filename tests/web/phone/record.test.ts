/** The service record as it is written, turned into what the rules and the API take. */
import { checkSession } from '@jiedui/shared/service/recording.ts';
import { describe, expect, it } from 'vitest';
import { blankRecord, fieldsOf, inputOf, type RecordText } from '../../../web/phone/service/record.ts';

const STATIONS = [{ id: 's1', name: '西关街道社工站' }];

function clinic(change: Partial<RecordText> = {}): RecordText {
  return {
    ...blankRecord('2026-11-23', 'o1'),
    title: '三乡镇义诊',
    serviceTypes: ['EC03'],
    place: '社棠镇文化广场',
    stationIds: ['s1', 's2', 's3'],
    headcounts: [
      { role: 'medic', quantity: { value: '26', qualifier: 'exact', unit: 'person' }, targetGroup: '' },
      { role: 'beneficiary', quantity: { value: '350', qualifier: 'over', unit: 'person' }, targetGroup: 'elder_80' },
      { role: 'volunteer', quantity: { value: '', qualifier: 'exact', unit: 'person' }, targetGroup: '' },
    ],
    ...change,
  };
}

describe('a service record', () => {
  it('may be submitted, and leaves out a row that was never filled', () => {
    const fields = fieldsOf(clinic());
    expect(checkSession(fields, new Date('2026-11-24T02:00:00Z'))).toBe(fields);
    expect(fields.headcounts).toHaveLength(2);
  });

  it('is in the time of Shanghai, and may run into the next day', () => {
    expect(inputOf(clinic({ from: '22:30', to: '00:30', dateTo: '2026-11-24' }), STATIONS)).toMatchObject({
      startedAt: '2026-11-23T14:30:00.000Z',
      endedAt: '2026-11-23T16:30:00.000Z',
    });
  });

  it('takes written lists apart at any Chinese separator', () => {
    expect(fieldsOf(clinic({ contents: ['测量血压'], moreContents: '足浴、 剪发，陪聊' })).contents).toEqual([
      '测量血压',
      '足浴',
      '剪发',
      '陪聊',
    ]);
  });

  it('names the receiving station when goods go to one, and a group otherwise', () => {
    const goods = (recipient: string) => [
      {
        item: '考试教材',
        spec: '初级',
        quantity: { value: '32', qualifier: 'exact', unit: 'set' },
        recipient,
      } as const,
    ];
    expect(inputOf(clinic({ goods: goods('西关街道社工站') }), STATIONS).goods[0]).toMatchObject({
      recipientStationId: 's1',
    });
    expect(inputOf(clinic({ goods: goods('备考社工') }), STATIONS).goods[0]).toMatchObject({
      recipientStationId: null,
      recipient: '备考社工',
    });
  });
});
