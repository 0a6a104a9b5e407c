/** The register as a bureau and an organization keep it: ratings, yearly checks, lists, edits, staff, corrections, and what runs out. */
import {
  editRegister,
  recordAnnualCheck,
  recordListing,
  recordRating,
  recordRemoval,
} from '@jiedui/api/organization/register.commands.ts';
import { answerCorrection, requestCorrection, saveStaffMember } from '@jiedui/api/organization/staff.commands.ts';
import { startSchedule } from '@jiedui/api/hall/schedule.ts';
import { organizationExpiring } from '@jiedui/api/report/register-reminders.ts';
import { remindingTasks } from '@jiedui/api/report/reminders.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, codeOf, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { day } from '../station/stations.ts';

let world: World;
let acts: Acts;
let xinlianxin: World['organizations']['xinlianxin'];
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  ({ xinlianxin } = world.organizations);
});
afterAll(() => world.close());

const target = async () => {
  const { version } = await acts.one<{ version: number }>('select version from organizations where id = $1', [
    xinlianxin.id,
  ]);
  return { ...acts.key(), organizationId: xinlianxin.id, expectedVersion: version };
};
const officer = () => acts.as(world.officer);
const seen = async (login: string, fields: string) =>
  (await world.ask(login, `query ($id: ID) { registeredOrganization(id: $id) { ${fields} } }`, { id: xinlianxin.id }))
    .data.registeredOrganization;

describe('ratings', () => {
  const rating = { grade: 4, issuer: '天水市民政局', ratedOn: day('2023-12-20'), validUntil: day('2026-12-19') };
  test('count by the one given last, and an earlier one entered afterwards changes nothing', async () => {
    must(await recordRating(await officer(), { ...(await target()), ...rating }));
    const earlier = { grade: 2, ratedOn: day('2018-06-01'), validUntil: day('2023-05-31') };
    must(await recordRating(await officer(), { ...(await target()), ...rating, ...earlier }));
    expect(await seen('bureau', 'ratingGrade ratings { grade validUntil }')).toEqual({
      ratingGrade: 4,
      ratings: [
        { grade: 4, validUntil: '2026-12-19' },
        { grade: 2, validUntil: '2023-05-31' },
      ],
    });
  });
  test('are refused whole for a grade, a day or a version that cannot be', async () => {
    const wrong = { ...rating, grade: 6, ratedOn: day('2026-11-25') };
    const refused = await recordRating(await officer(), { ...(await target()), ...wrong });
    expect(refused).toMatchObject({ problems: [{ field: 'grade' }, { field: 'ratedOn' }] });
    const stale = { ...(await target()), ...rating };
    expect(codeOf(await recordRating(await officer(), { ...stale, expectedVersion: 99 }))).toBe('STALE_VERSION');
    const nobody = { ...stale, organizationId: world.stations.dacheng.id };
    expect(codeOf(await recordRating(await officer(), nobody))).toBe('ORGANIZATION_NOT_FOUND');
  });
});

test('a yearly check of this year is not there yet, and a second entry of a year corrects the first', async () => {
  const check = async (year: number, result: 'passed' | 'failed') =>
    recordAnnualCheck(await officer(), { ...(await target()), year, result });
  expect(codeOf(await check(2026, 'passed'))).toBe('REGISTER_ENTRY_UNSOUND');
  must(await check(2025, 'failed'));
  must(await check(2025, 'passed'));
  expect(await seen('bureau', 'annualChecks { year result }')).toEqual({
    annualChecks: [{ year: 2025, result: 'passed' }],
  });
  const { rows } = await acts.one<{ rows: number }>('select count(*)::int as rows from organization_annual_checks');
  expect(rows).toBe(2);
});

describe('a list', () => {
  test('keeps it from claiming from its day on, until the removal with its basis', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const entry = { list: 'abnormal' as const, listedOn: day('2026-11-20'), basis: '天民函〔2026〕18 号' };
    must(await recordListing(await officer(), { ...(await target()), ...entry }));
    expect(await seen('bureau', 'listStatus')).toEqual({ listStatus: 'abnormal' });
    expect(codeOf(await acts.claim(xinlianxin, order.id))).toBe('NOT_ELIGIBLE');
    const [{ id: listingId }] = (await seen('bureau', 'listings { id }')).listings;
    const remove = async (removedOn: string, basis: string) =>
      recordRemoval(await officer(), { ...(await target()), listingId, removedOn: day(removedOn), basis });
    expect(codeOf(await remove('2026-11-24', ' '))).toBe('REASON_MISSING');
    expect(codeOf(await remove('2026-11-19', '已整改'))).toBe('REGISTER_ENTRY_UNSOUND');
    must(await remove('2026-11-24', '已整改'));
    expect(codeOf(await remove('2026-11-24', '已整改'))).toBe('LISTING_NOT_FOUND');
    expect(await seen('bureau', 'listStatus')).toEqual({ listStatus: 'none' });
    must(await acts.claim(xinlianxin, order.id));
  });
});

test('an edit keeps to the rules of an application, names what changed, and its reason stays', async () => {
  const register = await seen('bureau', 'name region { code }');
  const edit = async (changes: object) =>
    editRegister(await officer(), {
      ...(await target()),
      name: register.name,
      uscc: '51620500MJY00001XA',
      filingNumber: null,
      businessScope: '养老服务、儿童关爱',
      regionCode: register.region.code,
      sessionsPerMonth: 30,
      serviceTypes: ['EC01'],
      areaCodes: ['620500000000'],
      registrationStatus: 'normal',
      reason: '登记证书换发',
      ...changes,
    });
  expect(await edit({ uscc: '51620500MJY00001XB' })).toMatchObject({ problems: [{ field: 'uscc' }] });
  expect(codeOf(await edit({ areaCodes: ['999999000000'] }))).toBe('REGISTER_ENTRY_UNSOUND');
  expect(codeOf(await edit({ reason: '' }))).toBe('REASON_MISSING');
  must(await edit({}));
  const { history } = await seen('bureau', 'history { words changed reason }');
  expect(history[0]).toMatchObject({ reason: '登记证书换发' });
  expect(history[0].changed).toEqual(expect.arrayContaining(['uscc', 'businessScope']));
  expect(history[0].changed).not.toContain('name');
});

describe('staff', () => {
  const member = {
    id: null,
    expectedVersion: null,
    name: '欧阳·文秀',
    post: '项目主管',
    mobile: '13911112222',
    licenceLevel: 'social_worker' as const,
    licenceUntil: day('2027-12-31'),
    backgroundCheckedOn: day('2025-12-10'),
  };
  test('are shown masked, told whole on request with a trace, and no other organization finds them', async () => {
    const made = must(await saveStaffMember(await acts.as(xinlianxin), { ...acts.key(), ...member }));
    expect((await seen('bureau', 'staff { maskedName maskedMobile }')).staff).toEqual([
      { maskedName: '欧****', maskedMobile: '139****2222' },
    ]);
    const reveal =
      'mutation ($input: RevealStaffMemberInput!) { revealStaffMember(input: $input) { ... on RevealedStaffMember { name mobile } ... on Refusal { code } } }';
    const input = () => ({ input: { ...acts.key(), staffId: made.id } });
    expect((await world.ask('bureau', reveal, input())).data.revealStaffMember).toEqual({
      name: '欧阳·文秀',
      mobile: '13911112222',
    });
    expect((await world.ask('nuanyang', reveal, input())).data.revealStaffMember.code).toBe('STAFF_NOT_FOUND');
    const trail = await acts.audit(made.id);
    expect(trail.map(({ operation }) => operation)).toContain('revealStaffMember');
    expect(trail.map(({ text }) => text).join()).not.toContain('13911112222');
    const theirs = { ...acts.key(), ...member, id: made.id, expectedVersion: made.version };
    expect(codeOf(await saveStaffMember(await acts.as(world.organizations.nuanyang), theirs))).toBe('STAFF_NOT_FOUND');
  });
});

describe('what runs out', () => {
  // The rating ends in 25 days, the background check in 15; both were entered above.
  const LIST =
    'query ($days: Int) { organizationRegister(first: 10, expiringWithin: $days) { totalCount edges { node { id expiries(within: $days) { what lastOn } } } } }';
  test('is found within the span that is asked for, the most pressing first', async () => {
    const { data } = await world.ask('bureau', LIST, { days: 30 });
    expect(data.organizationRegister).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            id: xinlianxin.id,
            expiries: [
              { what: '从业人员背景核查', lastOn: '2026-12-09' },
              { what: '评估等级', lastOn: '2026-12-19' },
            ],
          },
        },
      ],
    });
    const odd = await world.ask('bureau', LIST, { days: 31 });
    expect(odd.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
  test('is told to the organization and its bureau, once for each stage, and names nobody', async () => {
    const remind = async () => {
      const schedule = startSchedule(world.hall, remindingTasks([organizationExpiring]), pino({ level: 'fatal' }));
      await schedule.run();
      await schedule.close();
    };
    const told = () =>
      acts.sql<{ login: string; title: string }>(
        `select a.login, n.title from notices n join accounts a on a.id = n.account_id
         where n.kind = 'organization.expiring' order by a.login, n.title`,
      );
    await remind();
    await remind();
    const rows = await told();
    expect(rows.map(({ login }) => login)).toEqual(['bureau', 'bureau', 'xinlianxin', 'xinlianxin']);
    expect(rows[0]?.title).toBe('天水市心连心爱心协会的从业人员背景核查最迟2026年12月9日 星期三，还有 15 天');
    expect(JSON.stringify(rows)).not.toContain('欧阳');
    world.clock.now = new Date('2026-12-12T02:00:00Z');
    await remind();
    expect((await told()).filter(({ login }) => login === 'xinlianxin').map(({ title }) => title)).toContain(
      '天水市心连心爱心协会的评估等级最迟2026年12月19日 星期六，还有 7 天',
    );
    world.clock.now = new Date('2026-11-24T02:00:00Z');
  });
});

describe('a correction', () => {
  test('waits for the bureau, is answered once, and five at a time are enough', async () => {
    const ask = async (text: string) =>
      requestCorrection(await acts.as(xinlianxin), { ...acts.key(), subject: 'rating', text });
    expect(codeOf(await ask('错了'))).toBe('CORRECTION_UNSOUND');
    const made = must(await ask('评估等级应为 5A，证书编号见附件'));
    for (let n = 0; n < 4; n += 1) must(await ask(`第 ${n + 2} 条需要更正的内容`));
    expect(codeOf(await ask('第六条需要更正的内容'))).toBe('CORRECTION_UNSOUND');
    const answer = async (text: string) =>
      answerCorrection(await officer(), {
        ...acts.key(),
        correctionId: made.id,
        expectedVersion: made.version,
        corrected: false,
        answer: text,
      });
    expect(codeOf(await answer(''))).toBe('REASON_MISSING');
    must(await answer('评定机关公布的是 4A，请先向其申请复核'));
    expect(['STALE_VERSION', 'CORRECTION_NOT_FOUND']).toContain(codeOf(await answer('再答一次')));
    const { corrections } = await seen('xinlianxin', 'corrections { state answer }');
    expect(corrections.filter(({ state }: { state: string }) => state === 'declined')).toEqual([
      { state: 'declined', answer: '评定机关公布的是 4A，请先向其申请复核' },
    ]);
    expect(await seen('nuanyang', 'corrections { id }')).toEqual({ corrections: [] });
  });
});
