/** Two hundred organizations claim one order at once, through two processes: one has it, and everybody else knows who. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import type { Claimant } from '../../kit/server.ts';
import { type Server, startServer } from '../../kit/servers.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

const RIVALS = 200;

interface Rival extends Claimant {
  readonly name: string;
  readonly token: string;
}

let world: World;
let acts: Acts;
let servers: Server[];
let rivals: Rival[];

beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  rivals = await inviteRivals();
  servers = await Promise.all([startServer(world.database.url, NOW), startServer(world.database.url, NOW)]);
}, 120_000);
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.close()));
  await world.close();
});

/** Organizations that may all serve elders in both townships, each with one person signed in. */
async function inviteRivals(): Promise<Rival[]> {
  const made = Array.from({ length: RIVALS }, (_, i) => ({
    organizationId: randomUUID(),
    accountId: randomUUID(),
    name: `第${i + 1}社会工作服务中心`,
    token: randomBytes(32).toString('base64url'),
  }));
  const tenant = world.tenantId;
  const organizations = made.map((rival) => rival.organizationId);
  const accounts = made.map((rival) => rival.accountId);
  await acts.sql(
    `insert into organizations (id, tenant_id, name, provider_kind, state, region_code, sessions_per_month, created_at)
     select id, $2, name, 'social_organization', 'active', '620502001000', 30, $4 from unnest($1::uuid[], $3::text[]) as t (id, name)`,
    [organizations, tenant, made.map((rival) => rival.name), NOW],
  );
  await acts.sql(
    `insert into accounts (id, tenant_id, login, name, password_hash, created_at)
     select id, $2, id::text, '联络员', '', $3 from unnest($1::uuid[]) as t (id)`,
    [accounts, tenant, NOW],
  );
  await acts.sql(
    `insert into role_grants (id, tenant_id, account_id, role, organization_id, valid_from)
     select gen_random_uuid(), $3, account, 'organization_coordinator', organization, '2026-01-01'
     from unnest($1::uuid[], $2::uuid[]) as t (account, organization)`,
    [accounts, organizations, tenant],
  );
  await acts.sql(
    `insert into offers (id, tenant_id, number, organization_id, title, content, service_types, target_groups, sessions_per_month,
       area_codes, window_from, window_to, cost_mode, state, last_confirmed_on, created_at, updated_at)
     select gen_random_uuid(), $2, 'GG-' || id, id, '独居老人入户探访', '', '{EC01}', '{elder_alone}', 30, '{620500000000}',
       '2026-01-01', '2026-12-31', 'free', 'listed', '2026-11-01', $3, $3 from unnest($1::uuid[]) as t (id)`,
    [organizations, tenant, NOW],
  );
  await acts.sql(
    `insert into sign_in_sessions (id, tenant_id, account_id, token_hash, created_at, seen_at, expires_at)
     select gen_random_uuid(), $3, account, hash, $4, $4, $4::timestamptz + interval '8 hours' from unnest($1::uuid[], $2::bytea[]) as t (account, hash)`,
    [accounts, made.map(({ token }) => createHash('sha256').update(token).digest()), tenant, NOW],
  );
  return made;
}

const serverOf = (index: number) => servers[index % servers.length] as Server;

async function ask(index: number, query: string, variables: Record<string, unknown> = {}) {
  const rival = rivals[index] as Rival;
  const response = await fetch(`${serverOf(index).url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-jiedui': '1', cookie: `jiedui=${rival.token}` },
    body: JSON.stringify({ query, variables }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question
  return (await response.json()) as any;
}

const CLAIM = `mutation ($input: ClaimOrderInput!) { claimOrder(input: $input) {
  __typename ... on Claim { id order { state } } ... on AlreadyClaimed { code organizationName claimedAt } ... on Refusal { message } } }`;

/** As the page does: a busy answer is asked again under the same key. */
async function claim(index: number, orderId: string) {
  const input = { clientMutationId: randomUUID(), orderId };
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(index, CLAIM, { input });
    if (answer.errors?.[0]?.extensions.code !== 'SERVICE_UNAVAILABLE' || 5 < attempt) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
  }
}

const everyRival = () => Array.from({ length: RIVALS }, (_, index) => index);

/** Every connection is open and every session known, so that the claims themselves meet. */
async function warmUp() {
  await Promise.all(servers.map((server) => server.warm()));
  for (let from = 0; from < RIVALS; from += 20) {
    const some = everyRival().slice(from, from + 20);
    const answers = await Promise.all(some.map((index) => ask(index, '{ viewer { id } }')));
    for (const [i, answer] of answers.entries())
      expect(answer.data?.viewer?.id).toBe(rivals[some[i] as number]?.accountId);
  }
}

test('one of two hundred has the order; the others learn its name', async () => {
  const order = await acts.posted(world.stations.dacheng);
  await warmUp();
  const answers = await Promise.all(everyRival().map((index) => claim(index, order.id)));

  const outcomes = answers.map((answer) => answer.data?.claimOrder ?? answer);
  const winners = everyRival().filter((index) => outcomes[index].__typename === 'Claim');
  expect(winners).toHaveLength(1);
  const winner = rivals[winners[0] as number] as Rival;
  const losers = outcomes.filter((outcome) => outcome.__typename === 'AlreadyClaimed');
  expect(
    losers,
    JSON.stringify(outcomes.find((o) => !['Claim', 'AlreadyClaimed'].includes(o.__typename))),
  ).toHaveLength(RIVALS - 1);
  expect(new Set(losers.map((loser) => loser.organizationName))).toEqual(new Set([winner.name]));
  expect(new Set(losers.map((loser) => loser.claimedAt))).toEqual(new Set([NOW.toISOString()]));
  expect(losers[0].message).toContain(winner.name);

  expect(await acts.sql('select organization_id, state from claims where order_id = $1', [order.id])).toEqual([
    { organization_id: winner.organizationId, state: 'pending' },
  ]);
  expect(
    await acts.one('select state, version, claimed_organization_id as holder from orders where id = $1', [order.id]),
  ).toEqual({ state: 'claimed', version: order.version + 1, holder: winner.organizationId });
  // The losers left nothing behind.
  const { count } = await acts.one<{ count: number }>(
    `select count(*)::int from idempotency_keys where operation = 'claimOrder'`,
  );
  expect(count).toBe(1);
  expect(await acts.sql(`select topic from outbox where payload->>'orderId' = $1`, [order.id])).toEqual([
    { topic: 'claim.made' },
  ]);
}, 60_000);

test('twenty orders at once each find exactly one of ten rivals', async () => {
  const orders = await Promise.all(Array.from({ length: 20 }, () => acts.posted(world.stations.dacheng)));
  const pairs = orders.flatMap((order, o) =>
    Array.from({ length: 10 }, (_, i) => ({ order, index: (o * 10 + i) % RIVALS })),
  );
  const answers = await Promise.all(pairs.map(({ order, index }) => claim(index, order.id)));
  const won = pairs.filter((_, i) => answers[i].data?.claimOrder?.__typename === 'Claim').map(({ order }) => order.id);
  expect(won.sort()).toEqual(orders.map((order) => order.id).sort());
}, 60_000);

test('a claim that slips past the first wall is stopped by the index', async () => {
  const order = await acts.posted(world.stations.dacheng);
  const first = rivals[0] as Rival;
  // A claim row whose order does not know of it: what a broken first wall would leave.
  await acts.sql(
    `insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, version)
     select gen_random_uuid(), tenant_id, id, station_id, authority_id, $2, 'pending', $3, $4, $4, 1 from orders where id = $1`,
    [order.id, first.organizationId, first.accountId, NOW],
  );
  const answer = await claim(1, order.id);
  expect(answer.errors?.[0].extensions.code).toBe('INTERNAL');
  const { count } = await acts.one<{ count: number }>(
    `select count(*)::int from claims where order_id = $1 and state in ('pending', 'confirmed')`,
    [order.id],
  );
  expect(count).toBe(1);
});

test('without the guard and the index, the same rivals win more than once: this race is a race', async () => {
  const order = await acts.posted(world.stations.dacheng);
  const owner = world.database.openPool(null, 1);
  await owner.query('drop index claims_one_live');
  await Promise.all(servers.map((server) => server.warm()));
  const sides = servers.map((_, side) => rivals.filter((_, index) => index % servers.length === side));
  const won = await Promise.all(servers.map((server, side) => server.claimUnguarded(order.id, sides[side] ?? [])));
  const winners = won.reduce((sum, count) => sum + count, 0);
  expect(winners).toBeGreaterThan(1);
  const { count } = await acts.one<{ count: number }>('select count(*)::int from claims where order_id = $1', [
    order.id,
  ]);
  expect(count).toBe(winners);
}, 30_000);
