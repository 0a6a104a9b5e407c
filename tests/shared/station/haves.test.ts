/** The six haves: each threshold from both sides, what a statement comes to, and the day on which it lapses. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import {
  EQUIPMENT,
  EMPTY_CONTENT,
  type HaveFacts,
  type HaveRecord,
  haveOn,
  nextStepOf,
  havesOn,
  POSTED_RULES,
  type StatedHave,
  verifiedUntil,
} from '@jiedui/shared/station/haves.ts';
import { returnHave, stateHave, verifyHave } from '@jiedui/shared/station/stating.ts';
import {
  checkThresholds,
  DEFAULT_THRESHOLDS,
  THRESHOLD_BOUNDS,
  THRESHOLD_NAMES,
} from '@jiedui/shared/station/thresholds.ts';
import {
  checkWorker,
  isLicensed,
  licenceStanding,
  licenceWarningFrom,
  maskedNumber,
  type WorkerFields,
  worksOn,
} from '@jiedui/shared/station/worker.ts';
import { describe, expect, test } from 'vitest';

const day = (text: string) => text as LocalDate;
const TODAY = day('2026-11-24');
const worker = (changes: Partial<WorkerFields> = {}): WorkerFields => ({
  accountId: null,
  name: '李文娟',
  phone: '13812345678',
  post: 'social_worker',
  licenceLevel: 'certified',
  certificateNumber: '2023112233',
  licenceValidUntil: day('2028-06-30'),
  employedBy: '街道办',
  fromOn: day('2026-01-01'),
  toOn: null,
  ...changes,
});
const record = (item: StatedHave, changes: Partial<HaveRecord> = {}): HaveRecord => ({
  item,
  state: 'verified',
  content: {
    equipment: [...EQUIPMENT],
    rules: [...POSTED_RULES],
    funds: { year: 2026, amountFen: 5_000_000, source: '区级财政预算' },
  },
  fileCount: 1,
  decidedOn: day('2026-03-01'),
  expiresOn: day('2027-02-28'),
  returnReason: null,
  ...changes,
});
const facts = (changes: Partial<HaveFacts> = {}): HaveFacts => ({
  address: '西关街道解放路 18 号',
  facilities: [
    { kind: 'reception', areaM2: 30, brandName: '' },
    { kind: 'casework_room', areaM2: 12, brandName: '心灵驿站' },
    { kind: 'archive', areaM2: 6, brandName: '' },
  ],
  workers: [worker(), worker()],
  records: [record('venue'), record('equipment'), record('rules'), record('funds')],
  services: { recent: 1, ever: 1, lastOn: day('2026-11-01') },
  ...changes,
});
const standing = (item: Parameters<typeof haveOn>[0], changes: Partial<HaveFacts>, on = TODAY) =>
  haveOn(item, facts(changes), DEFAULT_THRESHOLDS, on).standing;

test('a whole station meets all six', () => {
  const views = havesOn(facts(), DEFAULT_THRESHOLDS, TODAY);
  expect(views.map((view) => view.standing)).toEqual(Array(6).fill('met'));
  expect(nextStepOf(views)).toBeNull();
});

describe('the venue', () => {
  const room = (areaM2: number) => [
    { kind: 'reception' as const, areaM2, brandName: '' },
    { kind: 'casework_room' as const, areaM2: 10, brandName: '' },
    { kind: 'archive' as const, areaM2: 5, brandName: '' },
  ];
  test('has one room of 30 square metres, not 29, whatever all of them come to', () => {
    expect(standing('venue', { facilities: room(30) })).toBe('met');
    expect(standing('venue', { facilities: room(29) })).toBe('short');
  });
  test('has an address, its three zones and a photo', () => {
    expect(standing('venue', { address: null })).toBe('short');
    expect(standing('venue', { facilities: room(40).slice(0, 2) })).toBe('short');
    expect(standing('venue', { records: [record('venue', { fileCount: 0 })] })).toBe('short');
  });
});

describe('the staff', () => {
  const of = (licensed: number, others: number) =>
    standing('staff', {
      workers: [
        ...Array.from({ length: licensed }, () => worker()),
        ...Array.from({ length: others }, () => worker({ licenceLevel: 'none', licenceValidUntil: null })),
      ],
    });
  test('are two, not one', () => {
    expect(of(2, 0)).toBe('met');
    expect(of(1, 0)).toBe('short');
    expect(of(0, 0)).toBe('short');
  });
  test('are licensed to 60 %: three of five, not two of four', () => {
    expect(of(3, 2)).toBe('met');
    expect(of(2, 2)).toBe('short');
    expect(of(2, 1)).toBe('met');
  });
  test('are counted on their last day, and a licence on its own', () => {
    expect(worksOn(worker({ toOn: TODAY }), TODAY)).toBe(true);
    expect(worksOn(worker({ toOn: day('2026-11-23') }), TODAY)).toBe(false);
    expect(worksOn(worker({ fromOn: day('2026-11-25') }), TODAY)).toBe(false);
    expect(isLicensed(worker({ licenceValidUntil: TODAY }), TODAY)).toBe(true);
    expect(isLicensed(worker({ licenceValidUntil: day('2026-11-23') }), TODAY)).toBe(false);
  });
  test('need nobody to say so: what somebody stated about them is not read', () => {
    expect(standing('staff', { records: [] })).toBe('met');
  });
});

describe('equipment, rules, funds and services', () => {
  test('equipment asks for four things, and a computer is not among them', () => {
    const of = (equipment: readonly (typeof EQUIPMENT)[number][]) =>
      standing('equipment', { records: [record('equipment', { content: { ...EMPTY_CONTENT, equipment } })] });
    expect(of(['plaque', 'locked_cabinet', 'network', 'phone'])).toBe('met');
    for (const missing of ['plaque', 'locked_cabinet', 'network', 'phone'])
      expect(of(EQUIPMENT.filter((each) => each !== missing)), missing).toBe('short');
  });
  test('rules are all six', () => {
    const rules = POSTED_RULES.slice(1);
    expect(standing('rules', { records: [record('rules', { content: { ...EMPTY_CONTENT, rules } })] })).toBe('short');
  });
  test('funds are those of this year, from its first day', () => {
    expect(standing('funds', {}, day('2026-12-31'))).toBe('met');
    expect(standing('funds', {}, day('2027-01-01'))).toBe('short');
  });
  test('services are one in the time, not none', () => {
    expect(standing('services', { services: { recent: 0, ever: 9, lastOn: day('2026-01-01') } })).toBe('short');
  });
});

describe('what a statement comes to', () => {
  const of = (changes: Partial<HaveRecord>, on = TODAY) =>
    standing('rules', { records: [record('rules', changes)] }, on);
  test('it waits, is returned, stands, and lapses on the day after its last', () => {
    expect(of({ state: 'stated', expiresOn: null, decidedOn: null })).toBe('waiting');
    expect(of({ state: 'returned', expiresOn: null, returnReason: '照片不清' })).toBe('returned');
    expect(of({}, day('2027-02-28'))).toBe('met');
    expect(of({}, day('2027-03-01'))).toBe('lapsed');
  });
  test.each([
    ['2026-11-24', '2027-11-23'],
    ['2026-01-01', '2026-12-31'],
    ['2026-03-01', '2027-02-28'],
    ['2027-03-01', '2028-02-29'],
    ['2028-02-29', '2029-02-28'],
  ])('verified on %s it holds until %s, funds until the year ends', (on, until) => {
    expect(verifiedUntil('venue', day(on))).toBe(until);
    expect(verifiedUntil('funds', day(on))).toBe(`${on.slice(0, 4)}-12-31`);
  });
  test('the next step is the one sent back, before what is missing', () => {
    const records = [record('venue', { state: 'returned', expiresOn: null, returnReason: '请补拍' })];
    expect(nextStepOf(havesOn(facts({ records }), DEFAULT_THRESHOLDS, TODAY))?.item).toBe('venue');
    expect(nextStepOf(havesOn(facts({ records: [] }), DEFAULT_THRESHOLDS, TODAY))?.item).toBe('venue');
  });
});

describe('stating and deciding', () => {
  const waits = { ...record('rules', { state: 'stated', expiresOn: null, decidedOn: null }), version: 3 };
  const code = (outcome: unknown) => (outcome as { code?: string }).code;
  test('a bureau verifies what it read, while it waits and is whole', () => {
    expect(verifyHave('rules', waits, 3, [], TODAY)).toMatchObject({ state: 'verified', expiresOn: '2027-11-23' });
    expect(code(verifyHave('rules', waits, 2, [], TODAY))).toBe('STALE_VERSION');
    expect(code(verifyHave('rules', null, 0, [], TODAY))).toBe('HAVE_NOT_STATED');
    expect(code(verifyHave('rules', { ...waits, state: 'verified' }, 3, [], TODAY))).toBe('HAVE_NOT_STATED');
    expect(code(verifyHave('rules', waits, 3, ['还缺保密制度'], TODAY))).toBe('HAVE_UNSOUND');
  });
  test('it returns with a reason what waits, and what it verified before', () => {
    expect(returnHave('rules', waits, 3, '照片看不清', TODAY)).toMatchObject({ state: 'returned' });
    expect(returnHave('rules', { ...waits, state: 'verified' }, 3, '已拆除', TODAY)).toMatchObject({
      state: 'returned',
    });
    expect(code(returnHave('rules', waits, 3, '', TODAY))).toBe('REASON_MISSING');
    expect(code(returnHave('rules', { ...waits, state: 'returned' }, 3, '再看', TODAY))).toBe('HAVE_NOT_STATED');
  });
  test('a statement keeps its own part only, and funds are above nothing', () => {
    const content = record('rules').content;
    expect(stateHave('rules', content, [])).toEqual({ ...EMPTY_CONTENT, rules: content.rules });
    const funds = (amountFen: number) =>
      stateHave('funds', { ...content, funds: { year: 2026, amountFen, source: '财政' } }, []);
    expect(code(funds(0))).toBe('HAVE_UNSOUND');
    expect(code(funds(1))).toBeUndefined();
    expect(code(funds(1_000_000_000))).toBeUndefined();
    expect(code(funds(1_000_000_001))).toBe('HAVE_UNSOUND');
    expect(code(stateHave('venue', content, ['x', 'x']))).toBe('HAVE_UNSOUND');
  });
});

describe('a licence', () => {
  const of = (until: string) => licenceStanding(worker({ licenceValidUntil: day(until) }), TODAY);
  test('is ending in its last sixty days, and ended on the day after', () => {
    expect(of('2026-11-23')).toBe('ended');
    expect(of('2026-11-24')).toBe('ending');
    expect(of('2027-01-22')).toBe('ending');
    expect(of('2027-01-23')).toBe('valid');
    expect(licenceWarningFrom(day('2027-01-22'))).toBe(TODAY);
  });
  test('is asked for its number and its end, and someone without one for neither', () => {
    const problems = checkWorker(worker({ certificateNumber: '', licenceValidUntil: null })) as unknown as {
      problems: unknown[];
    };
    expect(problems.problems).toHaveLength(2);
    expect(checkWorker(worker({ licenceLevel: 'none', certificateNumber: '旧号' }))).toMatchObject({
      certificateNumber: '',
      licenceValidUntil: null,
    });
  });
  test('its number and a telephone are masked', () => {
    expect(maskedNumber('13812345678')).toBe('138****5678');
    expect(maskedNumber('12345678')).toBe('********');
    expect(maskedNumber('')).toBe('');
  });
});

test('thresholds keep their bounds on both sides', () => {
  expect(checkThresholds(DEFAULT_THRESHOLDS)).toEqual(DEFAULT_THRESHOLDS);
  for (const name of THRESHOLD_NAMES) {
    const [least, most] = THRESHOLD_BOUNDS[name];
    for (const [value, sound] of [
      [least, true],
      [most, true],
      [least - 1, false],
      [most + 1, false],
      [least + 0.5, false],
    ] as const)
      expect('code' in checkThresholds({ ...DEFAULT_THRESHOLDS, [name]: value }), `${name} ${value}`).toBe(!sound);
  }
});
