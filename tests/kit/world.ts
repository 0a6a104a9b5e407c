/**
 * A small world made as people make it: through the commands, then spoken to over HTTP. One bureau with a programme, two
 * stations, three organizations of which two can serve elders in both townships, and a clock that the test sets.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { type AppOptions, buildApp } from '@jiedui/api/app.ts';
import type { Hall } from '@jiedui/api/context.ts';
import type { CommandContext } from '@jiedui/api/hall/command.ts';
import { openLive } from '@jiedui/api/hall/live.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { installFirstAuthority, openSessionFor } from '@jiedui/api/install.ts';
import { publishOffer } from '@jiedui/api/offer/offer.commands.ts';
import { registerOrganization } from '@jiedui/api/organization/organization.commands.ts';
import { startProgramme } from '@jiedui/api/region/region.commands.ts';
import { registerStation } from '@jiedui/api/station/station.commands.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import type { Region } from '@jiedui/shared/region/region.ts';
import { pino } from 'pino';
import { type TestDatabase, testDatabase } from './database.ts';

export const PASSWORD = 'spring-2026-tests';
/** A Tuesday morning in Shanghai. */
export const NOW = new Date('2026-11-24T02:00:00.000Z');

const region = (code: string, name: string, level: Region['level'], parentCode: string | null): Region => ({
  code,
  name,
  level,
  parentCode,
  aliases: [],
  validFrom: null,
  validTo: null,
});
const REGIONS = [
  region('620000000000', '甘肃省', 'province', null),
  region('620500000000', '天水市', 'prefecture', '620000000000'),
  region('620502000000', '秦州区', 'county', '620500000000'),
  region('620502001000', '大城街道', 'township', '620502000000'),
  region('620503000000', '麦积区', 'county', '620500000000'),
  region('620503102000', '社棠镇', 'township', '620503000000'),
];

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  readonly data: any;
  readonly errors: { message: string; extensions: { code: string } }[] | undefined;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

export async function startWorld(options: Partial<AppOptions> & { database?: TestDatabase } = {}) {
  const database = options.database ?? (await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'jiedui-world-'));
  const clock = { now: NOW };
  const log = pino({ level: 'fatal' });
  const live = await openLive(database.pool, database.url, log);
  const hall: Hall = {
    pool: database.pool,
    openPool: database.openPool('jiedui_open', 2),
    live,
    clock: () => clock.now,
    dataDir,
  };
  const app = await buildApp({
    hall,
    log,
    clock: hall.clock,
    production: false,
    persistedOnly: false,
    cookieSecure: false,
    trustProxy: false,
    webDist: null,
    documentsPath: '',
    rateLimitPerMinute: null,
    ...options,
  });

  const { tenantId, accountId, authorityId } = await installFirstAuthority(
    database.pool,
    {
      tenantName: '天水市',
      regions: REGIONS,
      kind: 'civil_affairs',
      name: '天水市民政局',
      regionCode: '620500000000',
      jurisdiction: ['620502000000', '620503000000'],
      login: 'bureau',
      officerName: '测试经办人',
      password: PASSWORD,
    },
    NOW,
  );
  // Tests make more claims than one organization holds in life.
  await inTransaction(database.pool, { system: 'install' }, 'write', (tx) =>
    tx.client.query(
      `insert into claim_terms (authority_id, tenant_id, claim_mode, paired_days, county_days, start_days, free_days, most_open,
         ended_from, close_percent, changed_by, changed_at) values ($1, $2, 'open', 3, 2, 10, 2, 1000, 1000, 0, $3, $4)`,
      [authorityId, tenantId, accountId, NOW],
    ),
  );
  const contextOf = async (account: string): Promise<CommandContext> => ({
    pool: database.pool,
    live,
    sessionId: await openSessionFor(database.pool, { id: account, tenantId }, NOW),
    at: NOW,
    requestId: 'world',
  });
  const key = () => ({ clientMutationId: randomUUID() });
  const bureau = await contextOf(accountId);
  const started = await startProgramme(bureau, {
    ...key(),
    name: '结对帮扶方案',
    mode: '融入式',
    fromOn: '2026-01-01',
    toOn: '2026-12-31',
    dispatchDueDay: 25,
  });
  if (started instanceof Refusal) throw new Error(started.message);
  const programme = started;

  async function station(login: string, name: string, regionCode: string) {
    const made = await registerStation(bureau, {
      ...key(),
      code: login,
      name,
      regionCode,
      authorityId,
      state: 'operating',
      programmeId: programme.id,
      pilot: true,
    });
    if (made instanceof Refusal) throw new Error(made.message);
    const account = await openAccount(bureau, {
      ...key(),
      login,
      name: `${name}负责人`,
      password: PASSWORD,
      roles: [
        { role: 'station_worker', stationId: made.id },
        { role: 'station_lead', stationId: made.id },
      ],
    });
    return { ...made, accountId: account.id };
  }
  async function organization(login: string, name: string, areaCodes: string[], serviceTypes: string[]) {
    const made = await registerOrganization(bureau, {
      ...key(),
      name,
      uscc: null,
      providerKind: 'social_organization',
      ratingGrade: 3,
      businessScope: '养老服务',
      regionCode: '620502001000',
      sessionsPerMonth: 30,
    });
    const account = await openAccount(bureau, {
      ...key(),
      login,
      name: `${name}负责人`,
      password: PASSWORD,
      roles: [
        { role: 'organization_coordinator', organizationId: made.id },
        { role: 'organization_lead', organizationId: made.id },
      ],
    });
    await publishOffer(await contextOf(account.id), {
      ...key(),
      id: null,
      expectedVersion: null,
      title: '独居老人入户探访',
      content: '每周上门探访，检查用电用气安全。',
      serviceTypes,
      targetGroups: ['elder_alone'],
      sessionsPerMonth: 10,
      personsPerSession: 40,
      areaCodes,
      windowFrom: '2026-01-01',
      windowTo: '2026-12-31',
      costMode: 'free',
    });
    return { ...made, accountId: account.id };
  }
  const dacheng = await station('dacheng', '大城街道社工站', '620502001000');
  const shetang = await station('shetang', '社棠镇社工站', '620503102000');
  const xinlianxin = await organization('xinlianxin', '天水市心连心爱心协会', ['620500000000'], ['EC01', 'EC03']);
  const nuanyang = await organization('nuanyang', '暖阳社会工作服务中心', ['620500000000'], ['EC01']);
  const tongxin = await organization('tongxin', '童心教育服务中心', ['620503000000'], ['CC05']);

  const cookies = new Map<string, string>();
  async function post(body: unknown, cookie: string | undefined, headers: Record<string, string> = {}) {
    return app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-jiedui': '1', ...(cookie ? { cookie } : {}), ...headers },
      payload: JSON.stringify(body),
    });
  }
  /** Signs in once and keeps the cookie; `null` asks as nobody. */
  async function cookieOf(login: string): Promise<string> {
    const known = cookies.get(login);
    if (known) return known;
    const response = await post(
      {
        query: 'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }',
        variables: { input: { ...key(), login, password: PASSWORD } },
      },
      undefined,
    );
    const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    if (!cookie) throw new Error(`${login} could not sign in: ${response.body}`);
    cookies.set(login, cookie);
    return cookie;
  }
  async function ask(login: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await post({ query, variables }, login ? await cookieOf(login) : undefined);
    const { data, errors } = response.json();
    return { status: response.statusCode, data, errors };
  }

  return {
    database,
    app,
    hall,
    clock,
    programme,
    tenantId,
    authorityId,
    /** Of the bureau. */
    officer: { accountId },
    stations: { dacheng, shetang },
    organizations: { xinlianxin, nuanyang, tongxin },
    contextOf,
    cookieOf,
    /** Everybody signs in anew when next asked for: after the clock moved by more than a session lasts. */
    forgetCookies: () => cookies.clear(),
    post,
    ask,
    key,
    async close() {
      await app.close();
      await live.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
