/** Sessions over HTTP: what the organization, its station, the bureau and strangers see, ask and are refused. */
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, startWorld, type World } from '../../kit/world.ts';
import { png } from '../file/pictures.ts';

let world: World;
let order: { id: string; version: number };
beforeAll(async () => {
  world = await startWorld();
  order = await confirmedOrder();
});
afterAll(() => world.close());

const SESSION = `id number version state title mayConfirm mayEdit returnReason
  organization { name } providers { name } stations { station { name } confirmedAt satisfaction opinion }
  orders { id state } completesOrderIds headcounts { role targetGroup quantity { text } }
  goods { item quantity { text } recipientStation { name } } photos { id url caption width height }`;
const REFUSAL = '... on Refusal { code message }';

/** Posted by 大城, claimed by 心连心, confirmed. */
async function confirmedOrder() {
  const saved = await mutate('dacheng', 'saveOrderDraft', 'OrderDraftInput', '... on Order { id version }', {
    title: '独居老人探访服务',
    description: '每周上门探访独居老人。',
    serviceType: 'EC01',
    targetGroups: ['elder_alone'],
    headcount: { value: 20, qualifier: 'about', unit: 'person' },
    place: '大城街道',
    windowFrom: '2026-11-20',
    windowTo: '2026-12-20',
    needType: 'expressed',
    mode: 'relief',
    leg: 'service',
    urgency: 'normal',
    claimableUntil: '2026-12-01T00:00:00+08:00',
  });
  const posted = await mutate('dacheng', 'postOrder', 'PostOrderInput', '... on Order { id version }', {
    orderId: saved.id,
    expectedVersion: saved.version,
  });
  const claim = await mutate('xinlianxin', 'claimOrder', 'ClaimOrderInput', '... on Claim { id version }', {
    orderId: posted.id,
  });
  await mutate('dacheng', 'confirmClaim', 'DecideClaimInput', '... on Claim { id }', {
    claimId: claim.id,
    expectedVersion: claim.version,
  });
  return posted;
}

async function mutate(login: string, name: string, input: string, selection: string, fields: object) {
  const query = `mutation($input: ${input}!) { ${name}(input: $input) { __typename ${selection} ${REFUSAL} } }`;
  const { data, errors } = await world.ask(login, query, { input: { ...world.key(), ...fields } });
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
}

const record = (login: string, changes: object = {}) =>
  mutate(login, 'recordSession', 'RecordSessionInput', `... on Session { ${SESSION} }`, {
    submit: true,
    title: '独居老人入户探访',
    theme: '',
    category: 'elder_warmth',
    method: 'visit',
    serviceTypes: ['EC01'],
    startedAt: '2026-11-23T09:00:00+08:00',
    endedAt: '2026-11-23T11:30:00+08:00',
    place: '大城街道',
    contents: ['用电用气安全检查'],
    partners: [],
    summary: '',
    stationIds: [world.stations.dacheng.id],
    providerIds: [],
    orders: [{ orderId: order.id, completes: true }],
    headcounts: [
      {
        role: 'beneficiary',
        quantity: { value: 190, qualifier: 'nearly', unit: 'person' },
        targetGroup: 'elder_alone',
      },
    ],
    goods: [
      {
        item: '慰问品',
        spec: '',
        quantity: { value: 32, qualifier: 'exact', unit: 'set' },
        recipientStationId: world.stations.dacheng.id,
        recipient: '',
      },
    ],
    photos: [],
    ...changes,
  });

const read = async (login: string, id: string) =>
  (await world.ask(login, `query($id: ID!) { session(id: $id) { ${SESSION} } }`, { id })).data.session;

async function upload(login: string | null, body: Buffer, type = 'image/png') {
  const headers: Record<string, string> = { 'content-type': type, 'x-jiedui': '1' };
  if (login) headers.cookie = await world.cookieOf(login);
  return world.app.inject({ method: 'POST', url: '/files', headers, payload: body });
}
async function download(login: string | null, url: string, more: Record<string, string> = {}) {
  const headers = { ...more, ...(login ? { cookie: await world.cookieOf(login) } : {}) };
  return world.app.inject({ method: 'GET', url, headers });
}

test('a session from the photo to the confirmation, as each side sees it', async () => {
  const photo = (await upload('xinlianxin', png(64, 48))).json();
  const session = await record('xinlianxin', { photos: [{ fileId: photo.id, caption: '入户探访' }] });
  expect(session).toMatchObject({
    __typename: 'Session',
    state: 'submitted',
    mayConfirm: false,
    mayEdit: false,
    organization: { name: '天水市心连心爱心协会' },
    providers: [{ name: '天水市心连心爱心协会' }],
    stations: [{ station: { name: '大城街道社工站' }, confirmedAt: null }],
    orders: [{ id: order.id, state: 'confirmed' }],
    completesOrderIds: [order.id],
    headcounts: [{ role: 'beneficiary', targetGroup: 'elder_alone', quantity: { text: '近 190 人' } }],
    goods: [{ item: '慰问品', quantity: { text: '32 套' }, recipientStation: { name: '大城街道社工站' } }],
    photos: [{ id: photo.id, url: photo.url, caption: '入户探访', width: 64, height: 48 }],
  });
  expect(await read('dacheng', session.id)).toMatchObject({ mayConfirm: true, mayEdit: false });
  expect(await read('bureau', session.id)).toMatchObject({ mayConfirm: false, mayEdit: false });
  expect(await read('shetang', session.id)).toBeNull();
  expect(await read('nuanyang', session.id)).toBeNull();
  for (const login of ['xinlianxin', 'dacheng', 'bureau'])
    expect((await download(login, photo.url)).statusCode).toBe(200);
  for (const login of ['shetang', 'nuanyang']) expect((await download(login, photo.url)).statusCode).toBe(404);

  const word = { sessionId: session.id, expectedVersion: session.version, satisfaction: 5, opinion: '老人满意' };
  const confirmed = await mutate(
    'dacheng',
    'confirmSession',
    'ConfirmSessionInput',
    `... on Session { ${SESSION} }`,
    word,
  );
  expect(confirmed).toMatchObject({
    state: 'confirmed',
    stations: [{ satisfaction: 5, opinion: '老人满意' }],
    orders: [{ state: 'completed' }],
  });
  const { data } = await world.ask('xinlianxin', 'query($id: ID!) { order(id: $id) { state sessions { id state } } }', {
    id: order.id,
  });
  expect(data.order).toEqual({ state: 'completed', sessions: [{ id: session.id, state: 'confirmed' }] });
});

test('a draft is seen by nobody but the side that writes it', async () => {
  const draft = await record('xinlianxin', { submit: false, title: '草稿', orders: [] });
  expect(await read('xinlianxin', draft.id)).toMatchObject({ state: 'draft', mayEdit: true });
  for (const login of ['dacheng', 'bureau', 'nuanyang']) expect(await read(login, draft.id)).toBeNull();
  expect(await read('xinlianxin', 'not-an-id')).toBeNull();
});

test('refusals say what to do; the recording side is told that it may not confirm', async () => {
  const session = await record('xinlianxin', { orders: [] });
  const step = { sessionId: session.id, expectedVersion: session.version };
  const refused = (login: string, name: string, input: string, fields: object) =>
    mutate(login, name, input, '', { ...step, ...fields });
  expect(await refused('xinlianxin', 'confirmSession', 'ConfirmSessionInput', {})).toMatchObject({ code: 'SAME_SIDE' });
  expect(await refused('shetang', 'confirmSession', 'ConfirmSessionInput', {})).toMatchObject({
    code: 'SESSION_NOT_FOUND',
  });
  expect(await refused('dacheng', 'returnSession', 'ReturnSessionInput', { reason: '' })).toMatchObject({
    code: 'REASON_MISSING',
  });
  const query = 'mutation($input: ConfirmSessionInput!) { confirmSession(input: $input) { __typename } }';
  const { errors } = await world.ask('bureau', query, { input: { ...world.key(), ...step } });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(await record('xinlianxin', { title: '短' })).toMatchObject({ code: 'SESSION_INCOMPLETE' });
  expect(await record('xinlianxin', { orders: [], summary: '联系人电话 13893812345' })).toMatchObject({
    code: 'PERSONAL_DATA_FOUND',
  });
});

test('pages of sessions: newest first, filtered by state, each viewer its own', async () => {
  const page = async (login: string, args: string) =>
    (
      await world.ask(
        login,
        `{ sessions(${args}) { totalCount pageInfo { hasNextPage endCursor } edges { node { id state } } } }`,
      )
    ).data.sessions;
  const whole = await page('xinlianxin', 'first: 50');
  expect(whole.edges).toHaveLength(whole.totalCount);
  const first = await page('xinlianxin', 'first: 1');
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await page('xinlianxin', `first: 50, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...rest.edges]).toEqual(whole.edges);
  expect(
    (await page('dacheng', 'first: 50, states: [confirmed]')).edges.map(
      (edge: { node: { state: string } }) => edge.node.state,
    ),
  ).toEqual(['confirmed']);
  expect((await page('nuanyang', 'first: 50')).totalCount).toBe(0);
});

test('POST /files takes photos of stations and organizations only, and says what to do otherwise', async () => {
  const taken = await upload('dacheng', png(40, 30));
  expect(taken.statusCode).toBe(201);
  expect(taken.json()).toEqual({ id: expect.any(String), url: `/files/${taken.json().id}`, width: 40, height: 30 });
  expect((await upload(null, png(40, 30))).statusCode).toBe(401);
  expect((await upload('bureau', png(40, 30))).statusCode).toBe(403);
  for (const [body, type] of [
    [Buffer.from('no photo'), 'image/jpeg'],
    [Buffer.from('{}'), 'application/json'],
    [Buffer.from('heic'), 'image/heic'],
    [Buffer.alloc(8 * 1024 * 1024 + 1), 'image/png'],
    [Buffer.alloc(0), 'image/png'],
  ] as const) {
    const refused = await upload('dacheng', body, type);
    expect([type, refused.statusCode, refused.json().errors[0].extensions.code]).toEqual([type, 422, 'FILE_REFUSED']);
  }
  const cookie = await world.cookieOf('dacheng');
  const foreign = await world.app.inject({
    method: 'POST',
    url: '/files',
    headers: { 'content-type': 'image/png', cookie },
    payload: png(40, 30),
  });
  expect(foreign.statusCode).toBe(403);
});

test('GET /files/:id shows a photo safely, and hides what is not for the viewer', async () => {
  const { url } = (await upload('dacheng', png(40, 30))).json();
  const shown = await download('dacheng', url);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(shown.headers['content-disposition']).toMatch(/^inline; filename="[0-9a-f-]+\.jpg"$/);
  expect(shown.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  const again = await download('dacheng', url, { 'if-none-match': String(shown.headers.etag) });
  expect(again.statusCode).toBe(304);
  const foreign = await download('shetang', url, { 'if-none-match': String(shown.headers.etag) });
  const missing = await download('shetang', '/files/01890000-0000-7000-8000-000000000000');
  const senseless = await download('shetang', '/files/..%2f..%2fetc');
  expect([foreign.statusCode, missing.statusCode, senseless.statusCode]).toEqual([404, 404, 404]);
  expect(foreign.body).toBe(missing.body);
  expect(foreign.headers.etag).toBeUndefined();
  expect((await download(null, url)).statusCode).toBe(401);
});

test('the two hundredth photo of a day in Shanghai is the last; those of the day before do not count', async () => {
  const { accountId } = world.stations.shetang;
  const lastOfYesterday = new Date('2026-11-23T15:59:59.999Z');
  for (const [at, count] of [
    [lastOfYesterday, 50],
    [NOW, 199],
  ]) {
    await inTransaction(world.hall.pool, { system: 'install' }, 'write', (tx) =>
      tx.client.query(
        `insert into files (id, tenant_id, account_id, sha256, mime, bytes, width, height, created_at)
         select gen_random_uuid(), $1, $2, '', 'image/jpeg', 1, 1, 1, $3 from generate_series(1, $4::int)`,
        [world.tenantId, accountId, at, count],
      ),
    );
  }
  const [one, other] = await Promise.all([upload('shetang', png(40, 30)), upload('shetang', png(41, 30))]);
  expect([one.statusCode, other.statusCode].sort()).toEqual([201, 422]);
  expect((await upload('shetang', png(40, 30))).json().errors[0].message).toContain('200 份');
});
