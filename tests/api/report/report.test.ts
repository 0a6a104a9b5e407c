/** What people are told, what waits for them, what the programme adds up to, and the papers that they take away. */
import { randomUUID } from 'node:crypto';
import { inSavepoint } from '@jiedui/api/hall/notice.store.ts';
import { startRelay } from '@jiedui/api/hall/relay.ts';
import { fillOpenBoards, openBoardListener } from '@jiedui/api/report/open-board.ts';
import { noticeListener } from '@jiedui/api/report/notices.ts';
import { takeBoardTurn } from '@jiedui/api/report/report.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import JSZip from 'jszip';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asAdmin, databaseUrl } from '../../kit/cluster.ts';
import { type PairedMonth, pairedMonth } from '../dispatch/paired-month.ts';

let world: PairedMonth;
let relay: ReturnType<typeof startRelay>;
const boardsAtStart: unknown[] = [];
const STARTED = new Date('2026-11-24T02:00:00.000Z');
const log = pino({ level: 'fatal' });
beforeAll(async () => {
  world = await pairedMonth();
  const boards = () => sql('select as_of from open_boards');
  boardsAtStart.push(await boards());
  for (const later of [0, 1_000]) {
    world.clock.now = new Date(STARTED.getTime() + later);
    await fillOpenBoards(world.hall);
    boardsAtStart.push(await boards());
  }
  relay = startRelay(world.hall, [noticeListener, openBoardListener(world.hall.clock)], log);
  await relay.drain();
});
afterAll(async () => {
  await relay?.close();
  await world?.close();
});

const HOME = `{ viewer { unreadNotices } home { dispatchMonth dispatchDueOn workingDaysLeft openOrders todos { kind id title detail link dueAt } notices { id title body link readAt } } }`;
const home = async (login: string) => {
  const { data, errors } = await world.ask(login, HOME);
  expect(errors).toBeUndefined();
  return { ...data.home, unread: data.viewer.unreadNotices };
};
const titles = (notices: { title: string }[]) => notices.map(({ title }) => title);
const sql = (text: string, values: unknown[] = []) =>
  inTransaction(
    world.database.pool,
    { system: 'install' },
    'write',
    async (tx) => (await tx.client.query(text, values)).rows,
  );

describe('notices', () => {
  test('tell each side what the other did, in a sentence with the full date', async () => {
    const station = await home('dacheng');
    expect(titles(station.notices).sort()).toEqual(
      [
        '天水市心连心爱心协会接了“独居老人每周探访”，请在2026年11月26日 24:00 前确认',
        `天水市心连心爱心协会与大城街道社工站的结对协议 ${world.first.agreement.number} 已起草，请核对并签字`,
        `天水市心连心爱心协会与大城街道社工站的结对协议 ${world.first.agreement.number} 双方已签字`,
        '天水市心连心爱心协会提交了服务记录“联合义诊”，请核对并确认',
      ].sort(),
    );
    expect(station.notices.find((n: any) => n.title.includes('接了'))).toMatchObject({
      body: '最后确认日是2026年11月26日 星期四，逾期未确认则接单失效，点单重新开放。',
      link: `/m/orders/${world.first.order.id}`,
    });
    const organization = await home('xinlianxin');
    expect(titles(organization.notices)).toContain('大城街道社工站确认由贵单位承接“独居老人每周探访”');
    expect(titles(organization.notices)).toContain(
      '大城街道社工站、社棠镇社工站确认了服务记录“联合义诊”（2026年11月23日 星期一）',
    );
    expect(titles((await home('bureau')).notices)).toEqual(
      expect.arrayContaining([expect.stringContaining('双方已签字')]),
    );
  });

  test('are kept with the instant of what happened', async () => {
    const rows = await sql("select created_at from notices where kind = 'claim.made'");
    expect(rows[0].created_at).toEqual(STARTED);
  });

  test('are written once, however often an event is relayed', async () => {
    const [before] = await sql('select count(*)::int as count from notices');
    await sql('update outbox set done_at = null');
    await relay.drain();
    const [after] = await sql('select count(*)::int as count from notices');
    expect(after).toEqual(before);
  });

  test('are read once, and only one’s own', async () => {
    const { notices, unread } = await home('dacheng');
    const [foreign] = (await home('xinlianxin')).notices;
    const input = { clientMutationId: randomUUID(), ids: [notices[0].id, foreign.id, 'not-an-id'] };
    const mark = () =>
      world.ask('dacheng', 'mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { ids } }', {
        input,
      });
    expect((await mark()).data.markNoticesRead).toEqual({ ids: [notices[0].id] });
    expect((await mark()).data.markNoticesRead).toEqual({ ids: [notices[0].id] });
    expect((await home('dacheng')).unread).toBe(unread - 1);
    expect((await home('xinlianxin')).notices.find((n: any) => n.id === foreign.id).readAt).toBeNull();
  });
});

describe('待办', () => {
  test('counts the working days to the month’s dispatch', async () => {
    expect(await home('dacheng')).toMatchObject({
      dispatchMonth: '2026-11',
      dispatchDueOn: '2026-11-24',
      workingDaysLeft: 0,
    });
  });

  test('shows a station the claims, records and drafts that wait, and an organization what it owes', async () => {
    const order = await world.post(world.people.dacheng, '冬季取暖安全走访');
    expect((await home('dacheng')).openOrders).toBe(1);
    expect((await home('nuanyang')).openOrders).toBe(1);
    const claim = await world.claim(world.people.nuanyang, order.id);
    const session = await world.serve(world.people.xinlianxin, { title: '入户探访', method: 'visit' });
    const station = await home('dacheng');
    expect(station.openOrders).toBe(0);
    expect(station.todos).toEqual([
      {
        kind: 'claim_to_confirm',
        id: claim.id,
        title: '暖阳社会工作服务中心接了“冬季取暖安全走访”',
        detail: '2026年11月24日 10:00 接单，逾期未确认则接单失效',
        link: `/m/orders/${order.id}`,
        dueAt: '2026-11-26T15:59:59.999Z',
      },
      {
        kind: 'session_to_confirm',
        id: session.id,
        title: '入户探访',
        detail: '天水市心连心爱心协会提交，服务于2026年11月23日 星期一',
        link: `/m/sessions/${session.id}`,
        dueAt: null,
      },
    ]);
    expect((await home('nuanyang')).todos).toEqual([
      {
        kind: 'order_to_serve',
        id: world.second.order.id,
        title: '社棠独居老人探访',
        detail: '社棠镇社工站，街道办一楼',
        link: `/m/sessions/new?order=${world.second.order.id}`,
        dueAt: '2026-12-20T15:59:59.999Z',
      },
    ]);
    expect((await home('bureau')).todos).toEqual([]);
  });

  test('asks for an agreement once for each pair that has none, and for the signature of the lead', async () => {
    const order = await world.post(world.people.dacheng, '老人生日会');
    const claim = await world.claim(world.people.nuanyang, order.id);
    const { data } = await world.ask(
      'dacheng',
      'mutation($input: DecideClaimInput!) { confirmClaim(input: $input) { __typename } }',
      {
        input: { clientMutationId: randomUUID(), claimId: claim.id, expectedVersion: claim.version },
      },
    );
    expect(data.confirmClaim.__typename).toBe('Claim');
    const draft = (await home('nuanyang')).todos.filter((todo: any) => todo.kind === 'agreement_to_draft');
    expect(draft).toMatchObject([
      { id: claim.id, title: '与大城街道社工站起草结对协议', link: `/m/claims/${claim.id}/agreement` },
    ]);
  });
});

test('the programme adds up over confirmed sessions, with units side by side', async () => {
  const query = `query($id: ID!) { programmeTotals(programmeId: $id) { programme { name } pilotStations pairedPilotStations activities
    activitiesByCategory { category name count } goods { text } headcounts { role quantity { text } } } }`;
  const { data } = await world.ask('bureau', query, { id: world.programme.id });
  expect(data.programmeTotals).toEqual({
    programme: { name: '结对帮扶方案' },
    pilotStations: 2,
    pairedPilotStations: 2,
    activities: 1,
    activitiesByCategory: [
      { category: 'free_clinic', name: '义诊送医', count: 1 },
      { category: 'talent_training', name: '社工人才教育培训', count: 0 },
      { category: 'left_behind_care', name: '“三留守”关爱', count: 0 },
      { category: 'elder_warmth', name: '困境老人送温暖', count: 0 },
    ],
    goods: [{ text: '32 套' }],
    headcounts: [
      { role: 'beneficiary', quantity: { text: '350 余人' } },
      { role: 'medic', quantity: { text: '26 人' } },
    ],
  });
  expect((await world.ask('dacheng', query, { id: world.programme.id })).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  );
});

describe('the public board', () => {
  const BOARD =
    '{ openBoard { authorityName asOf figures { name text note } counties { name stations openOrders activities } } }';

  test('is open to everybody, shows aggregates, and hides what is small', async () => {
    const { data } = await world.ask(null, BOARD);
    expect(data.openBoard.authorityName).toBe('天水市民政局');
    const texts = Object.fromEntries(data.openBoard.figures.map((figure: any) => [figure.name, figure.text]));
    expect(texts).toMatchObject({
      试点社工站: '2 个',
      参与帮扶的单位: '3 家',
      已开展活动: '1 场',
      服务人次: '350 余人次',
      发放物资: '32 套',
    });
    expect(data.openBoard.counties).toEqual([
      { name: '秦州区', stations: 1, openOrders: '0', activities: '<5' },
      { name: '麦积区', stations: 1, openOrders: '0', activities: '<5' },
    ]);
  });

  test('is made at start where there is none, and then left alone', () => {
    expect(boardsAtStart).toEqual([[], [{ as_of: STARTED }], [{ as_of: STARTED }]]);
  });

  test('is refreshed once in a batch, and again when the first attempt was undone', async () => {
    const turns = await inTransaction(world.database.pool, { system: 'relay' }, 'write', async (tx) => {
      const turn = () => takeBoardTurn(tx, world.tenantId);
      const undone = inSavepoint(tx, async () => {
        await turn();
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      return [await turn(), await turn()];
    });
    expect(turns).toEqual([true, false]);
  });

  test('is refreshed after what concerns it', async () => {
    await world.post(world.people.shetang, '棋牌室活动支持');
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    await relay.drain();
    const { data } = await world.ask(null, BOARD);
    expect(data.openBoard.asOf).toBe(world.clock.now.toISOString());
    expect(data.openBoard.counties[1].openOrders).toBe('<5');
  });
});

describe('papers', () => {
  const take = async (login: string | null, url: string) =>
    world.app.inject({ method: 'GET', url, headers: login ? { cookie: await world.cookieOf(login) } : {} });

  test('both parties and the bureau take the agreement away, under its Chinese name, and a trace stays', async () => {
    const url = `/agreements/${world.first.agreement.id}.docx`;
    for (const login of ['dacheng', 'xinlianxin', 'bureau']) {
      const answer = await take(login, url);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toContain('wordprocessingml');
      expect(answer.headers['cache-control']).toBe('no-store');
      const name = String(answer.headers['content-disposition']).split("filename*=UTF-8''")[1] ?? '';
      expect(decodeURIComponent(name)).toBe('大城街道社工站-天水市心连心爱心协会-结对帮扶协议书.docx');
      const document = await (await JSZip.loadAsync(answer.rawPayload)).file('word/document.xml')?.async('string');
      expect(document).toContain('大城街道社工站负责人');
    }
    const { rows } = await asAdmin(
      databaseUrl(inject('cluster').adminUrl, new URL(world.database.url).pathname.slice(1)),
      (client) =>
        client.query(
          "select outcome, entity from audit_entries where operation = 'exportAgreement' and entity_id = $1",
          [world.first.agreement.id],
        ),
    );
    expect(rows).toEqual(Array(3).fill({ outcome: 'done', entity: 'agreement' }));
  });

  test('what is not there and what is not one’s own look alike', async () => {
    const foreign = await take('shetang', `/agreements/${world.first.agreement.id}.docx`);
    const missing = await take('shetang', `/agreements/${randomUUID()}.docx`);
    expect([foreign.statusCode, missing.statusCode]).toEqual([404, 404]);
    expect(foreign.body).toBe(missing.body);
    expect((await take('shetang', '/agreements/%00.docx')).statusCode).toBe(404);
    expect((await take(null, `/agreements/${world.first.agreement.id}.docx`)).statusCode).toBe(401);
  });

  test('the sheet of a round is a workbook for the bureau alone, and both sides hear of it when it is issued', async () => {
    const opened = await world.ask(
      'bureau',
      'mutation($input: OpenDispatchRoundInput!) { openDispatchRound(input: $input) { ... on DispatchRound { id version sheetUrl lines { id version } } } }',
      { input: { clientMutationId: randomUUID(), programmeId: world.programme.id, month: '2026-11' } },
    );
    const round = opened.data.openDispatchRound;
    const answer = await take('bureau', round.sheetUrl);
    expect(answer.statusCode).toBe(200);
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('天水市2026年11月调度表.xlsx');
    const zip = await JSZip.loadAsync(answer.rawPayload);
    const words = await zip.file('xl/sharedStrings.xml')?.async('string');
    expect(words).toContain('大城街道社工站');
    expect(words).toContain('350 余');
    for (const login of ['dacheng', 'xinlianxin']) expect((await take(login, round.sheetUrl)).statusCode).toBe(404);

    for (const line of round.lines) {
      await world.ask(
        'bureau',
        'mutation($input: DecideDispatchLineInput!) { decideDispatchLine(input: $input) { __typename } }',
        {
          input: {
            clientMutationId: randomUUID(),
            lineId: line.id,
            expectedVersion: line.version,
            decision: 'urge',
            note: '请在月底前补齐记录',
          },
        },
      );
    }
    const issued = await world.ask(
      'bureau',
      'mutation($input: IssueDispatchRoundInput!) { issueDispatchRound(input: $input) { __typename } }',
      {
        input: { clientMutationId: randomUUID(), roundId: round.id, expectedVersion: round.version },
      },
    );
    expect(issued.data.issueDispatchRound.__typename).toBe('DispatchRound');
    await relay.drain();
    for (const login of ['dacheng', 'xinlianxin']) {
      const told = (await home(login)).notices.filter((notice: any) => notice.title.includes('调度'));
      expect(told).toMatchObject([
        {
          title: '天水市民政局签发了2026年11月调度：大城街道社工站与天水市心连心爱心协会，催办',
          body: '说明：请在月底前补齐记录',
          link: `/m/agreements/${world.first.agreement.id}`,
        },
      ]);
    }
  });
});
