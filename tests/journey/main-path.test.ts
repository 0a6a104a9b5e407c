/**
 * The main path, as the people of three sides walk it over HTTP: a station's order is matched, claimed, paired, served,
 * confirmed and dispatched. Each test is one step and goes on from the step before it.
 */
import { formatCount } from '@jiedui/shared/quantity.ts';
import { readXlsx } from 'hucre/xlsx';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../kit/world.ts';
import { png, withPlace } from '../api/file/pictures.ts';
import { acceptImage } from '@jiedui/api/hall/file/image.ts';

let world: World;
/** What the steps hand on: the ids and versions that a page would hold. */
const held: Record<string, string> = {};

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const at = (time: string) => {
  world.clock.now = new Date(`2026-11-24T${time}:00+08:00`);
};

/** Asks, and gives the one field asked for; any error of GraphQL fails the test. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
async function ask(login: string | null, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await world.ask(login, query, variables);
  expect(errors).toBeUndefined();
  return Object.values(data)[0];
}

/** One mutation with a key of its own, or the one given. */
const act = (login: string, name: string, inputType: string, selection: string, input: Record<string, unknown>) =>
  ask(
    login,
    `mutation($input: ${inputType}!) { ${name}(input: $input) { __typename ... on Refusal { code message } ${selection} } }`,
    {
      input: { ...world.key(), ...input },
    },
  );

const ORDER_FIELDS = {
  title: '为 35 位独居老人开展冬季入户探访',
  description: '请两人一组入户探访，检查用电用气安全。',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  headcount: { value: 35, qualifier: 'nearly', unit: 'person' },
  place: '大城街道各社区',
  windowFrom: '2026-11-24',
  windowTo: '2026-12-20',
  needType: 'felt',
  mode: 'relief',
  leg: 'service',
  urgency: 'urgent',
  claimableUntil: '2026-11-27T10:00:00.000Z',
};

test('a draft is saved again and again, and only its station sees it', async () => {
  const first = await act('dacheng', 'saveOrderDraft', 'OrderDraftInput', '... on Order { id version state number }', {
    title: '为独居',
  });
  expect(first).toMatchObject({
    __typename: 'Order',
    state: 'draft',
    version: 1,
    number: expect.stringMatching(/^DD-2026-\d{4}$/),
  });
  const description = '请联系王大妈，电话139 1234 5678，再约时间。';
  const second = await act('dacheng', 'saveOrderDraft', 'OrderDraftInput', '... on Order { id version }', {
    id: first.id,
    expectedVersion: 1,
    ...ORDER_FIELDS,
    description,
  });
  expect(second).toMatchObject({ id: first.id, version: 2 });
  held.order = first.id;
  for (const other of ['shetang', 'xinlianxin'])
    expect(await ask(other, 'query($id: ID!) { order(id: $id) { id } }', { id: held.order })).toBeNull();
});

test('a stale version is refused with the version that stands', async () => {
  const refused = await act('dacheng', 'saveOrderDraft', 'OrderDraftInput', '... on StaleVersion { currentVersion }', {
    id: held.order,
    expectedVersion: 1,
    ...ORDER_FIELDS,
  });
  expect(refused).toMatchObject({ __typename: 'StaleVersion', code: 'STALE_VERSION', currentVersion: 2 });
});

test('posting is refused at the exact spot of a telephone number', async () => {
  const refused = await act(
    'dacheng',
    'postOrder',
    'PostOrderInput',
    '... on PersonalDataFound { spots { field kind from to excerpt } }',
    {
      orderId: held.order,
      expectedVersion: 2,
    },
  );
  const text = '请联系王大妈，电话139 1234 5678，再约时间。';
  expect(refused).toMatchObject({ __typename: 'PersonalDataFound', code: 'PERSONAL_DATA_FOUND' });
  expect(refused.spots).toEqual([
    { field: 'description', kind: 'mobile', from: 9, to: 22, excerpt: expect.any(String) },
  ]);
  expect([...text].slice(9, 22).join('')).toBe('139 1234 5678');
  expect(refused.spots[0].excerpt).not.toContain('1234');
});

test('made whole, it is posted, with its scheme and version', async () => {
  await act('dacheng', 'saveOrderDraft', 'OrderDraftInput', '', {
    id: held.order,
    expectedVersion: 2,
    ...ORDER_FIELDS,
  });
  const posted = await act(
    'dacheng',
    'postOrder',
    'PostOrderInput',
    '... on Order { state version scheme schemeVersion headcount { text } isClaimable }',
    {
      orderId: held.order,
      expectedVersion: 3,
    },
  );
  expect(posted).toMatchObject({
    state: 'open',
    version: 4,
    scheme: 'default-5x29',
    schemeVersion: 1,
    headcount: { text: '近 35 人' },
    isClaimable: true,
  });
});

test('an organization publishes what it can do, and a telephone number in it is refused too', async () => {
  const offer = {
    title: '独居老人陪伴探访',
    content: '两人一组上门陪伴。',
    serviceTypes: ['EC01'],
    targetGroups: ['elder_alone'],
    sessionsPerMonth: 4,
    personsPerSession: 20,
    areaCodes: ['620503000000'],
    windowFrom: '2026-11-01',
    windowTo: '2026-12-31',
    costMode: 'free',
  };
  const publish = (changes: object) =>
    act('tongxin', 'publishOffer', 'PublishOfferInput', '... on Offer { state areas { name } }', {
      ...offer,
      ...changes,
    });
  expect(await publish({ content: '请致电 0938-8212345。' })).toMatchObject({ code: 'PERSONAL_DATA_FOUND' });
  expect(await publish({})).toMatchObject({ state: 'listed', areas: [{ name: '麦积区' }] });
});

test('organizations see it in the market with the reason in words; the station sees who fits and who does not', async () => {
  const market = await ask('xinlianxin', '{ market(first: 10) { edges { node { id } fit { mayClaim sentence } } } }');
  const found = market.edges.find((edge: { node: { id: string } }) => edge.node.id === held.order);
  expect(found.fit.mayClaim).toBe(true);
  expect(found.fit.sentence).not.toBe('');
  const order = await ask(
    'dacheng',
    `query($id: ID!) { order(id: $id) { recommendation { candidates { organization { name } sentence parts { name value } } nearMisses { organization { name } failed { code reason remedy } } } } }`,
    { id: held.order },
  );
  const { candidates, nearMisses } = order.recommendation;
  expect(candidates.map((candidate: { organization: { name: string } }) => candidate.organization.name).sort()).toEqual(
    ['天水市心连心爱心协会', '暖阳社会工作服务中心'].sort(),
  );
  expect(candidates[0].sentence).not.toBe('');
  expect(nearMisses.map((miss: { organization: { name: string } }) => miss.organization.name)).toEqual([
    '童心教育服务中心',
  ]);
  expect(nearMisses[0].failed).toEqual([
    { code: 'area', reason: '服务区域未覆盖该乡镇', remedy: expect.stringContaining('服务区域') },
  ]);
});

test('an organization that does not fit is told every reason', async () => {
  const refused = await act(
    'tongxin',
    'claimOrder',
    'ClaimOrderInput',
    '... on NotEligible { checks { code remedy } }',
    { orderId: held.order },
  );
  expect(refused.__typename).toBe('NotEligible');
  expect(refused.checks).toEqual([{ code: 'area', remedy: expect.stringContaining('服务区域') }]);
});

test('the first to claim has it; the loser reads who was first and when', async () => {
  at('10:20');
  const claimed = await act(
    'xinlianxin',
    'claimOrder',
    'ClaimOrderInput',
    '... on Claim { id version state confirmUntil }',
    { orderId: held.order },
  );
  expect(claimed).toMatchObject({ __typename: 'Claim', state: 'pending', confirmUntil: '2026-11-26T15:59:59.999Z' });
  held.claim = claimed.id;
  const refused = await act(
    'nuanyang',
    'claimOrder',
    'ClaimOrderInput',
    '... on AlreadyClaimed { organizationName claimedAt }',
    { orderId: held.order },
  );
  expect(refused).toMatchObject({
    code: 'ALREADY_CLAIMED',
    organizationName: '天水市心连心爱心协会',
    claimedAt: '2026-11-24T02:20:00.000Z',
    message: expect.stringContaining('天水市心连心爱心协会'),
  });
});

test('what is another’s cannot be told from what is not there', async () => {
  const missing = '0199a000-0000-7000-8000-00000000dead';
  const questions: [string, string, string][] = [
    ['claim', 'query($id: ID!) { claim(id: $id) { id } }', held.claim ?? ''],
    ['order', 'query($id: ID!) { order(id: $id) { claim { id } } }', held.order ?? ''],
  ];
  const [claim] = questions;
  expect(await ask('nuanyang', claim?.[1] ?? '', { id: held.claim })).toBe(
    await ask('nuanyang', claim?.[1] ?? '', { id: missing }),
  );
  const asked = (claimId: string | undefined) =>
    act('shetang', 'confirmClaim', 'DecideClaimInput', '', { claimId, expectedVersion: 1 });
  expect(await asked(held.claim)).toEqual(await asked(missing));
  const withdrawn = (claimId: string | undefined) =>
    act('nuanyang', 'withdrawClaim', 'RefuseClaimInput', '', { claimId, expectedVersion: 1, reason: '不是我的' });
  expect(await withdrawn(held.claim)).toEqual(await withdrawn(missing));
  const posted = (orderId: string | undefined) =>
    act('shetang', 'postOrder', 'PostOrderInput', '', { orderId, expectedVersion: 4 });
  expect(await posted(held.order)).toEqual(await posted(missing));
});

test('the station confirms the claim; the same key again has one effect, with other content it is refused', async () => {
  at('10:40');
  const input = { ...world.key(), claimId: held.claim, expectedVersion: 1 };
  const confirm = () =>
    act('dacheng', 'confirmClaim', 'DecideClaimInput', '... on Claim { state version mayDraftAgreement }', input);
  expect(await confirm()).toMatchObject({ state: 'confirmed', version: 2, mayDraftAgreement: true });
  expect(await confirm()).toMatchObject({ state: 'confirmed', version: 2 });
  const { errors } = await world.ask(
    'dacheng',
    'mutation($input: DecideClaimInput!) { confirmClaim(input: $input) { __typename } }',
    {
      input: { ...input, expectedVersion: 7 },
    },
  );
  expect(errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(await ask('xinlianxin', 'query($id: ID!) { order(id: $id) { state } }', { id: held.order })).toEqual({
    state: 'confirmed',
  });
});

const AGREEMENT = {
  goal: '摸清独居老人服务需求，形成常态化探访机制。',
  tasks: ['入户探访', '居家安全检查'],
  termFrom: '2026-11-24',
  termTo: '2026-12-31',
  funding: '无偿',
  indicators: [{ name: '入户探访', unit: '人次', quantity: 120 }],
};

test('the agreement is drafted from the claim, and becomes active with the second signature, not the first', async () => {
  at('10:50');
  const fields =
    '... on Agreement { id number version state organizationSignedAt stationSignedAt maySign documentUrl pairing { state } }';
  const drafted = await act('xinlianxin', 'draftAgreement', 'DraftAgreementInput', fields, {
    claimId: held.claim,
    ...AGREEMENT,
  });
  expect(drafted).toMatchObject({ state: 'awaiting_both', version: 1, maySign: true, pairing: { state: 'proposed' } });
  held.agreement = drafted.id;
  const sign = (login: string, expectedVersion: number) =>
    act(login, 'signAgreement', 'SignAgreementInput', fields, { agreementId: held.agreement, expectedVersion });
  expect(await sign('xinlianxin', 1)).toMatchObject({ state: 'awaiting_station', pairing: { state: 'proposed' } });
  expect(await sign('xinlianxin', 2)).toMatchObject({ code: 'ALREADY_SIGNED' });
  expect(await sign('nuanyang', 2)).toMatchObject({ code: 'AGREEMENT_NOT_FOUND' });
  expect(await sign('dacheng', 1)).toMatchObject({ code: 'STALE_VERSION' });
  at('10:55');
  expect(await sign('dacheng', 2)).toMatchObject({
    state: 'active',
    stationSignedAt: '2026-11-24T02:55:00.000Z',
    pairing: { state: 'active' },
  });
});

test('both sides and the bureau download the signed agreement; nobody else does', async () => {
  const agreement = await ask('dacheng', 'query($id: ID!) { agreement(id: $id) { documentUrl number } }', {
    id: held.agreement,
  });
  const download = async (login: string) =>
    world.app.inject({ method: 'GET', url: agreement.documentUrl, headers: { cookie: await world.cookieOf(login) } });
  for (const login of ['xinlianxin', 'dacheng', 'bureau']) expect((await download(login)).statusCode).toBe(200);
  const file = await download('dacheng');
  expect(file.headers['content-disposition']).toMatch(/attachment/);
  const xml = (await (await JSZip.loadAsync(file.rawPayload)).file('word/document.xml')?.async('string')) ?? '';
  for (const words of [
    agreement.number,
    '天水市心连心爱心协会',
    '大城街道社工站',
    '天水市民政局',
    '入户探访',
    '2026年11月24日 10:55',
  ])
    expect(xml).toContain(words);
  expect((await download('nuanyang')).statusCode).toBe(404);
  expect((await world.app.inject({ method: 'GET', url: agreement.documentUrl })).statusCode).toBe(401);
});

test('the organization uploads a photo; what is no photo is refused with the remedy', async () => {
  at('11:50');
  const made = await acceptImage(png(320, 240));
  if (made instanceof Error) throw made;
  const upload = async (body: Buffer, type = 'image/jpeg') =>
    world.app.inject({
      method: 'POST',
      url: '/files',
      headers: { 'content-type': type, 'x-jiedui': '1', cookie: await world.cookieOf('xinlianxin') },
      payload: body,
    });
  const sent = await upload(withPlace(made.jpeg));
  expect(sent.statusCode).toBe(201);
  held.photo = sent.json().id;
  const refused = await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  expect([refused.statusCode, refused.json().errors[0].extensions.code]).toEqual([422, 'FILE_REFUSED']);
});

const session = (changes: Record<string, unknown> = {}) => ({
  submit: true,
  title: '大城街道独居老人入户探访',
  theme: '',
  category: 'elder_warmth',
  method: 'visit',
  serviceTypes: ['EC01'],
  startedAt: '2026-11-24T03:00:00.000Z',
  endedAt: '2026-11-24T03:40:00.000Z',
  place: '大城街道各社区',
  contents: ['入户探访', '用电用气检查'],
  partners: [],
  summary: '两人一组入户探访。',
  stationIds: [world.stations.dacheng.id],
  providerIds: [world.organizations.xinlianxin.id],
  orders: [{ orderId: held.order, completes: true }],
  headcounts: [
    {
      role: 'beneficiary',
      quantity: { value: 35, qualifier: 'over', unit: 'person_time' },
      targetGroup: 'elder_alone',
    },
  ],
  goods: [],
  photos: [{ fileId: held.photo, caption: '入户探访' }],
  ...changes,
});

test('a session is recorded with its photo; the recording side cannot confirm it, nor can a stranger', async () => {
  const fields = '... on Session { id version state number mayConfirm mayEdit photos { url } }';
  const recorded = await act('xinlianxin', 'recordSession', 'RecordSessionInput', fields, session());
  expect(recorded).toMatchObject({ state: 'submitted', version: 1, mayConfirm: false, mayEdit: false });
  held.session = recorded.id;
  held.photoUrl = recorded.photos[0].url;
  const confirm = (login: string) =>
    act(login, 'confirmSession', 'ConfirmSessionInput', fields, {
      sessionId: held.session,
      expectedVersion: 1,
      satisfaction: 5,
    });
  expect(await confirm('xinlianxin')).toMatchObject({ code: 'SAME_SIDE' });
  expect(await confirm('shetang')).toMatchObject({ code: 'SESSION_NOT_FOUND' });
});

test('the photo is for those who see the session, without the place where it was taken', async () => {
  const get = async (login: string) =>
    world.app.inject({ method: 'GET', url: held.photoUrl ?? '', headers: { cookie: await world.cookieOf(login) } });
  const photo = await get('dacheng');
  expect(photo.statusCode).toBe(200);
  expect(photo.rawPayload.includes('Exif')).toBe(false);
  expect((await get('nuanyang')).statusCode).toBe(404);
});

test('a session in the future or with a telephone number in it is not submitted', async () => {
  const future = await act(
    'xinlianxin',
    'recordSession',
    'RecordSessionInput',
    '... on SessionIncomplete { problems { field } }',
    session({ photos: [], endedAt: '2026-11-25T04:00:00.000Z' }),
  );
  expect(future.problems).toEqual([{ field: 'endedAt' }]);
  const leak = await act(
    'xinlianxin',
    'recordSession',
    'RecordSessionInput',
    '... on PersonalDataFound { spots { field } }',
    session({ photos: [], summary: '老人电话 13912345678' }),
  );
  expect(leak.spots).toEqual([{ field: 'summary' }]);
});

test('the station confirms with a mark, and the order is completed with it', async () => {
  at('12:20');
  const confirmed = await act(
    'dacheng',
    'confirmSession',
    'ConfirmSessionInput',
    '... on Session { state confirmedAt orders { state } }',
    {
      sessionId: held.session,
      expectedVersion: 1,
      satisfaction: 5,
      opinion: '探访细致。',
    },
  );
  expect(confirmed).toMatchObject({ state: 'confirmed', orders: [{ state: 'completed' }] });
  const order = await ask(
    'dacheng',
    'query($id: ID!) { order(id: $id) { state completedAt timeline { kind what } } }',
    { id: held.order },
  );
  expect(order).toMatchObject({ state: 'completed', completedAt: '2026-11-24T04:20:00.000Z' });
  expect(order.timeline.filter((entry: { kind: string }) => entry.kind === 'done').length).toBeGreaterThanOrEqual(4);
});

const ROUND = `id version state dueOn totals { key text value rowCount }
  lines { id version light lightReason proposedDecision station { name } organization { name } figures { key text value responses rowCount } }`;

test('the bureau opens the month’s round with the figures in it; a second time it is the same round', async () => {
  at('12:40');
  const input = { programmeId: world.programme.id, month: '2026-11' };
  const round = await act(
    'bureau',
    'openDispatchRound',
    'OpenDispatchRoundInput',
    `... on DispatchRound { ${ROUND} }`,
    input,
  );
  expect(round).toMatchObject({ state: 'open', dueOn: '2026-11-24' });
  held.round = round.id;
  expect(round.lines).toHaveLength(1);
  const [line] = round.lines;
  held.line = line.id;
  expect(line).toMatchObject({ light: 'green', proposedDecision: 'approve', station: { name: '大城街道社工站' } });
  const texts = Object.fromEntries(
    line.figures.map((figure: { key: string; text: string }) => [figure.key, figure.text]),
  );
  expect(texts).toEqual({
    orders: '1',
    claims: '1',
    completed: '1',
    overdue: '0',
    sessions: '1',
    person_times: '35 余',
    satisfaction: '5.0（1 份评价）',
  });
  const again = await act(
    'bureau',
    'openDispatchRound',
    'OpenDispatchRoundInput',
    '... on RoundExists { roundId }',
    input,
  );
  expect(again).toMatchObject({ code: 'ROUND_EXISTS', roundId: held.round });
});

test('each figure opens to the rows that it was counted from', async () => {
  const round = await ask('bureau', `query($id: ID!) { dispatchRound(id: $id) { ${ROUND} } }`, { id: held.round });
  for (const figure of round.lines[0].figures) {
    const rows = await ask(
      'bureau',
      'query($line: ID!, $figure: FigureKey!) { dispatchFigureRows(lineId: $line, figure: $figure) { id kind title on detail } }',
      {
        line: held.line,
        figure: figure.key,
      },
    );
    expect([figure.key, rows.length]).toEqual([figure.key, figure.rowCount]);
    if (figure.key === 'sessions') expect(rows[0]).toMatchObject({ id: held.session, kind: 'session' });
    if (figure.key === 'person_times') expect(rows[0].detail).toContain(formatCount(35, 'over'));
    if (figure.key === 'orders') expect(rows[0]).toMatchObject({ id: held.order, kind: 'order', on: '2026-11-24' });
  }
});

test('only the bureau decides; an undecided round is not issued, a decided one is, and never changes again', async () => {
  const issue = () =>
    act(
      'bureau',
      'issueDispatchRound',
      'IssueDispatchRoundInput',
      '... on DispatchRound { state issuedAt } ... on LinesUndecided { count }',
      { roundId: held.round, expectedVersion: 1 },
    );
  expect(await issue()).toMatchObject({ code: 'LINES_UNDECIDED', count: 1 });
  const decide = (login: string, expectedVersion: number) =>
    world.ask(
      login,
      'mutation($input: DecideDispatchLineInput!) { decideDispatchLine(input: $input) { __typename ... on Refusal { code } ... on DispatchLine { decision } } }',
      {
        input: { ...world.key(), lineId: held.line, expectedVersion, decision: 'approve', note: '' },
      },
    );
  const denied = await decide('dacheng', 1);
  expect(denied.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await decide('bureau', 1)).data.decideDispatchLine).toMatchObject({ decision: 'approve' });
  expect((await decide('bureau', 1)).data.decideDispatchLine).toMatchObject({ code: 'STALE_VERSION' });
  at('12:55');
  expect(await issue()).toMatchObject({ state: 'issued', issuedAt: '2026-11-24T04:55:00.000Z' });
  expect((await decide('bureau', 2)).data.decideDispatchLine).toMatchObject({ code: 'ROUND_NOT_IN' });
});

test('the sheet of the round is a workbook with the line, its figures and the decision', async () => {
  const { sheetUrl } = await ask('bureau', 'query($id: ID!) { dispatchRound(id: $id) { sheetUrl } }', {
    id: held.round,
  });
  const download = async (login: string) =>
    world.app.inject({ method: 'GET', url: sheetUrl, headers: { cookie: await world.cookieOf(login) } });
  const file = await download('bureau');
  expect(file.statusCode).toBe(200);
  const [figures, decisions] = (await readXlsx(file.rawPayload)).sheets;
  const line = figures?.rows[4] ?? [];
  expect(line.slice(0, 8)).toEqual([1, '大城街道社工站', '天水市心连心爱心协会', 1, 1, 1, 0, 1]);
  expect(line).toContain('35 余');
  expect(decisions?.rows[2]).toEqual(expect.arrayContaining(['绿灯', '同意']));
  expect(String(figures?.rows[1]?.[0])).toContain('签发：2026年11月24日');
  expect((await download('dacheng')).statusCode).toBe(404);
});

test('the programme’s totals hold the confirmed session and nothing else', async () => {
  const totals = await ask(
    'bureau',
    'query($id: ID!) { programmeTotals(programmeId: $id) { pilotStations pairedPilotStations activities headcounts { role quantity { text } } } }',
    {
      id: world.programme.id,
    },
  );
  expect(totals).toEqual({
    pilotStations: 2,
    pairedPilotStations: 1,
    activities: 1,
    headcounts: [{ role: 'beneficiary', quantity: { text: '35 余人次' } }],
  });
});
