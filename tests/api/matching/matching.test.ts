/** Matching over HTTP: who is recommended and why, who just misses and what would help, what an organization sees in the market. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const RECOMMENDATION = `recommendation { weightsVersion candidates { organization { id name } rank score marginToNext runnerUp { organization { id } margin sentence decisive { code lead words otherWords } } sentence parts { code value weight words } checks { code passed } }
  eligibleCount nearMisses { organization { name } wouldRank sentence failed { code reason remedy } } }`;
const recommendationFor = async (login: string, id: string) =>
  (await world.ask(login, `query ($id: ID!) { order(id: $id) { id ${RECOMMENDATION} } }`, { id })).data?.order
    ?.recommendation;
const MARKET = `query ($first: Int!, $after: String, $serviceType: String, $areaCode: String) { market(first: $first, after: $after, serviceType: $serviceType, areaCode: $areaCode) {
  totalCount edges { cursor node { id title } fit { mayClaim sentence score checks { code passed reason remedy } } } pageInfo { hasNextPage endCursor } } }`;
const market = async (login: string, more: Record<string, unknown> = {}) =>
  (await world.ask(login, MARKET, { first: 40, ...more })).data.market;
const idsOf = (connection: { edges: { node: { id: string } }[] }) => connection.edges.map((edge) => edge.node.id);

/** An organization that serves what it is told to, where it is told to; its offer is listed. */
async function join(
  name: string,
  id: string,
  offer: { types?: string; areas?: string; groups?: string; perMonth?: number; region?: string } = {},
) {
  await acts.sql(
    `insert into organizations (id, tenant_id, name, provider_kind, state, region_code, sessions_per_month, created_at)
     values ($1, $2, $3, 'social_organization', 'active', $4, $5, $6)`,
    [id, world.tenantId, name, offer.region ?? '620502001000', offer.perMonth ?? 10, NOW],
  );
  await acts.sql(
    `insert into offers (id, tenant_id, number, organization_id, title, content, service_types, target_groups, sessions_per_month,
       area_codes, window_from, window_to, cost_mode, state, last_confirmed_on, created_at, updated_at)
     values (gen_random_uuid(), $2, 'G' || $1::text, $1::uuid, '入户探访', '', $3, $4, 10, $5, '2026-01-01', '2026-12-31', 'free', 'listed', '2026-11-01', $6, $6)`,
    [
      id,
      world.tenantId,
      offer.types ?? '{EC01}',
      offer.groups ?? '{elder_alone}',
      offer.areas ?? '{620500000000}',
      NOW,
    ],
  );
}
const idNo = (n: number) => `0190${String(n).padStart(4, '0')}-0000-7000-8000-000000000000`;

describe('a recommendation', () => {
  test('ranks those who could serve, says why, and shows parts that add up to the score', async () => {
    await acts.sql('update organizations set rating_grade = 5 where id = $1', [world.organizations.nuanyang.id]);
    const order = await acts.posted(world.stations.dacheng);
    const { candidates, weightsVersion } = await recommendationFor('dacheng', order.id);
    expect(weightsVersion).toBe('v1');
    expect(
      candidates.map((candidate: { organization: { name: string } }) => candidate.organization.name).sort(),
    ).toEqual(['天水市心连心爱心协会', '暖阳社会工作服务中心'].sort());
    expect(candidates.map((candidate: { rank: number }) => candidate.rank)).toEqual([1, 2]);
    for (const { score, parts, checks, sentence } of candidates) {
      const sum = parts.reduce(
        (total: number, part: { value: number; weight: number }) => total + part.value * part.weight,
        0,
      );
      expect(sum).toBeCloseTo(score, 4);
      expect(parts.reduce((total: number, part: { weight: number }) => total + part.weight, 0)).toBeCloseTo(1, 9);
      expect(checks.every((check: { passed: boolean }) => check.passed)).toBe(true);
      expect(sentence).toMatch(/^同街道 · .*12月还可接 \d+ 场$/);
    }
    const [first, second] = candidates;
    expect(first.marginToNext).toBeCloseTo(first.score - second.score, 4);
    expect(second).toMatchObject({ marginToNext: null, runnerUp: null });
    expect(first.runnerUp).toMatchObject({ organization: { id: second.organization.id }, margin: first.marginToNext });
    const { decisive } = first.runnerUp;
    expect(decisive.code).toBe('rating');
    const valueOf = (of: { parts: { code: string; value: number; weight: number }[] }) => {
      const part = of.parts.find(({ code }) => code === decisive.code)!;
      return part.value * part.weight;
    };
    expect(decisive.lead).toBeCloseTo(valueOf(first) - valueOf(second), 6);
    expect(first.runnerUp.sentence).toContain(second.organization.name);
    expect(first.runnerUp.sentence).toContain(decisive.words);
  });

  test('is the same however the organizations came into the table, and breaks ties by id', async () => {
    const order = await acts.posted(world.stations.dacheng, { serviceType: 'EC02' });
    const shuffled = [5, 2, 9, 1, 7, 3, 8, 4, 6];
    for (const n of shuffled) await join(`并列第${n}家`, idNo(n), { types: '{EC02}' });
    const before = (await recommendationFor('dacheng', order.id)).candidates;
    const tied = before.filter((candidate: { organization: { name: string } }) =>
      candidate.organization.name.startsWith('并列'),
    );
    expect(new Set(tied.map((candidate: { score: number }) => candidate.score)).size).toBe(1);
    expect(tied.map((candidate: { organization: { id: string } }) => candidate.organization.id)).toEqual(
      [...shuffled].sort((a, b) => a - b).map(idNo),
    );
    // The same rows, laid down anew in another order.
    const rows = await acts.sql(`select * from offers where service_types = '{EC02}'`);
    await acts.sql(
      `update offers set updated_at = updated_at + interval '1 second' where service_types = '{EC02}' and substr(organization_id::text, 8, 1)::int % 2 = 0`,
    );
    expect(rows).toHaveLength(9);
    expect((await recommendationFor('dacheng', order.id)).candidates).toEqual(before);
  });

  test('says of a near miss what fails and what would change it', async () => {
    await join('只差区域', idNo(21), { types: '{EC05}', areas: '{620503000000}' });
    await join('只差对象', idNo(22), { types: '{EC05}', groups: '{child_left_behind}' });
    await join('差得太远', idNo(23), { types: '{EC06}', areas: '{620503000000}', groups: '{child_left_behind}' });
    const order = await acts.posted(world.stations.dacheng, { serviceType: 'EC05' });
    const { candidates, nearMisses } = await recommendationFor('dacheng', order.id);
    expect(candidates).toEqual([]);
    const misses = new Map(
      nearMisses.map((miss: { organization: { name: string } }) => [miss.organization.name, miss]),
    );
    expect(misses.get('只差区域')).toMatchObject({ failed: [{ code: 'area' }] });
    expect(misses.has('差得太远')).toBe(false);
    for (const { sentence, failed } of nearMisses) {
      expect(sentence).toMatch(/^(仅差一项|差 \d 项)：/);
      for (const check of failed) {
        expect(check.reason).toMatch(/[\u4e00-\u9fff]/);
        if (check.remedy) expect(sentence).toContain(check.remedy);
      }
    }
  });

  test('never names one that is suspended or badly listed', async () => {
    await join('停业整顿', idNo(31), { types: '{EC07}' });
    await join('异常名录', idNo(32), { types: '{EC07}' });
    await join('还在服务', idNo(33), { types: '{EC07}' });
    await acts.sql(`update organizations set state = 'suspended' where id = $1`, [idNo(31)]);
    await acts.sql(`update organizations set list_status = 'serious_breach' where id = $1`, [idNo(32)]);
    const order = await acts.posted(world.stations.dacheng, { serviceType: 'EC07' });
    const { candidates } = await recommendationFor('dacheng', order.id);
    expect(candidates.map((candidate: { organization: { name: string } }) => candidate.organization.name)).toEqual([
      '还在服务',
    ]);
  });

  test('of one station is not for another station, not even to see that it is there', async () => {
    const order = await acts.posted(world.stations.dacheng);
    expect(await recommendationFor('bureau', order.id)).toMatchObject({ weightsVersion: 'v1' });
    const { data, errors } = await world.ask(
      'shetang',
      `query ($id: ID!) { order(id: $id) { id ${RECOMMENDATION} } }`,
      { id: order.id },
    );
    expect({ data, errors }).toEqual({ data: { order: null }, errors: undefined });
    const organization = await world.ask('xinlianxin', `query ($id: ID!) { order(id: $id) { id ${RECOMMENDATION} } }`, {
      id: order.id,
    });
    expect(organization.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(JSON.stringify(organization.data)).not.toContain('candidates');
  });

  test('of a draft is empty', async () => {
    const draft = await acts.draft(world.stations.dacheng);
    expect(await recommendationFor('dacheng', draft.id)).toMatchObject({ candidates: [], nearMisses: [] });
  });
});

describe('the market', () => {
  test('shows what may be claimed first, the same way each time, and pages without loss', async () => {
    for (let i = 0; i < 9; i++)
      await acts.posted(world.stations[i % 2 ? 'dacheng' : 'shetang'], {
        urgency: i % 3 ? 'normal' : 'urgent',
        serviceType: i % 4 ? 'EC01' : 'CC05',
      });
    const all = await market('xinlianxin');
    const fits = all.edges.map((edge: { fit: { mayClaim: boolean } }) => edge.fit.mayClaim);
    expect(fits).toContain(false);
    expect(fits).toEqual([...fits].sort((a: boolean, b: boolean) => Number(b) - Number(a)));
    expect(await market('xinlianxin')).toEqual(all);
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await market('xinlianxin', { first: 2, after });
      expect(page.totalCount).toBe(all.totalCount);
      paged.push(...idsOf(page));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(idsOf(all));
    expect(new Set(paged).size).toBe(all.totalCount);
  });

  test('says of an order out of reach why, in words, and agrees with what claiming it answers', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const { edges } = await market('tongxin');
    const { fit } = edges.find((edge: { node: { id: string } }) => edge.node.id === order.id);
    expect(fit.mayClaim).toBe(false);
    expect(fit.sentence).toMatch(/^暂不能接单：/);
    const failed = fit.checks
      .filter((check: { passed: boolean }) => !check.passed)
      .map((check: { code: string }) => check.code);
    const refused = await acts.claim(world.organizations.tongxin, order.id);
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE' });
    expect((refused as unknown as { checks: { code: string }[] }).checks.map((check) => check.code)).toEqual(failed);
  });

  test('narrows to a type and to an area', async () => {
    const own = idsOf(await market('xinlianxin', { areaCode: '620503000000' }));
    const { rows } = {
      rows: await acts.sql<{ id: string; region: string; type: string }>(
        'select id, region_code as region, service_type as type from orders where id = any($1)',
        [own],
      ),
    };
    expect(own.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.region === '620503102000')).toBe(true);
    const typed = idsOf(await market('xinlianxin', { serviceType: 'CC05' }));
    expect(typed.length).toBeGreaterThan(0);
    expect(await acts.sql('select distinct service_type from orders where id = any($1)', [typed])).toEqual([
      { service_type: 'CC05' },
    ]);
  });

  test('loses an order when it is claimed, and has it back when the claim lapses', async () => {
    const { nuanyang, xinlianxin } = world.organizations;
    const order = await acts.posted(world.stations.dacheng, { claimableUntil: new Date('2026-12-15T10:00:00+08:00') });
    expect(idsOf(await market('xinlianxin'))).toContain(order.id);
    const claim = must(await acts.claim(nuanyang, order.id));
    expect(idsOf(await market('xinlianxin'))).not.toContain(order.id);
    const later = new Date(claim.confirmUntil.getTime() + 1);
    expect(must(await acts.claim(xinlianxin, order.id, later))).toMatchObject({ state: 'pending' });
  });

  test('counts what an organization already took this month: at its limit it may take no more', async () => {
    const { nuanyang } = world.organizations;
    await acts.sql(
      'update organizations set sessions_per_month = (select count(*) + 1 from claims where organization_id = $1 and state in ($2, $3)) where id = $1',
      [nuanyang.id, 'pending', 'confirmed'],
    );
    const [first, second] = [await acts.posted(world.stations.dacheng), await acts.posted(world.stations.dacheng)];
    must(await acts.claim(nuanyang, first.id));
    expect(await acts.claim(nuanyang, second.id)).toMatchObject({
      code: 'NOT_ELIGIBLE',
      checks: [{ code: 'capacity' }],
    });
  });
});
