/** Needs that a sheet brings, and taking an import back: everything that it brought, or nothing once somebody has gone on with it. */
import { publishOffer } from '@jiedui/api/offer/offer.commands.ts';
import { postOrder, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { IMPORT_KINDS, type ImportKind } from '@jiedui/shared/report/import/layout.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acts, actsIn, must, WHOLE } from '../../../kit/acts.ts';
import { PASSWORD, startWorld, type World } from '../../../kit/world.ts';
import { senderIn, sheetOf } from './sending.ts';

let world: World;
let send: ReturnType<typeof senderIn>;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  send = senderIn(world);
  acts = actsIn(world);
});
afterAll(() => world.close());

type Line = readonly (string | number)[];
const NEEDS = [
  '编号',
  '社工站',
  '村（社区）',
  '需求名称',
  '服务类型',
  '需求类型',
  '输血/造血',
  '服务对象',
  '预计人数',
  '紧急程度',
];
const need = (number: string, title: string): Line => [
  number,
  '社棠镇社工站',
  '绵诸村',
  title,
  '探访关爱（助老敲门）',
  '感受性需求',
  '输血',
  '独居老人',
  '约35人',
  '一般',
];
const ORDERS = ['编号', '社工站', '需求名称'];
const OFFERS = [
  '编号',
  '社会组织名称',
  '供给名称',
  '优势特长',
  '服务类型',
  '服务对象',
  '服务频次',
  '服务区域',
  '开始日期',
  '结束日期',
  '收费方式',
];
const STATIONS = ['编号', '社工站名称', '县（市、区）', '乡镇（街道）', '运行状态', '是否试点'];
const ORGANIZATIONS = ['社会组织名称', '统一社会信用代码', '组织类型', '业务范围', '县（市、区）', '每月可承接场次'];
const PAIRINGS = ['社工站', '帮扶社会组织', '协议编号', '起始日期', '终止日期', '帮扶内容', '目标'];

/** One line of each kind. */
const LINES: Record<ImportKind, readonly [head: Line, line: Line]> = {
  needs: [ORDERS, ['U1', '社棠镇社工站', '为独居老人安装防滑扶手']],
  need_items: [NEEDS, need('U2', '独居老人冬季用电检查')],
  offers: [
    OFFERS,
    [
      'U3',
      '暖阳社会工作服务中心',
      '用电安全检查',
      '持证上岗，检查用电用气安全',
      '探访关爱（助老敲门）',
      '独居老人',
      '10',
      '麦积区',
      '2026-01-01',
      '2026-12-31',
      '免费',
    ],
  ],
  stations: [STATIONS, ['TS-901', '社棠镇第九社工站', '麦积区', '社棠镇', '实体化运行', '是']],
  organizations: [ORGANIZATIONS, ['甘棠社会工作服务中心', '52620502MJY0000284', '社会组织', '养老', '秦州区', '12']],
  pairings: [
    PAIRINGS,
    ['社棠镇社工站', '暖阳社会工作服务中心', '纸2026-9', '2026-01-01', '2026-12-31', '探访', '有人探访'],
  ],
};

async function taken(login: string, kind: ImportKind, [head, ...lines]: readonly Line[]) {
  const ready = await send.sent(login, kind, await sheetOf([head!, ...lines]));
  expect(ready.rows.flatMap(({ problems }: { problems: readonly object[] }) => problems)).toEqual([]);
  const done = await send.commit(login, ready.id);
  expect(done.counts).toMatchObject({ imported: lines.length });
  return ready.id as string;
}
const takeBack = (login: string, importId: string) => send.step(login, 'takeBackImport', { importId });
const entityOf = async (importId: string) =>
  (await acts.one<{ id: string }>('select entity_id as id from import_rows where import_id = $1', [importId])).id;

describe('needs from a sheet', () => {
  it('stand on the list of their station, which screens them; an officer writes drafts in its name', async () => {
    const own = await taken('shetang', 'need_items', [NEEDS, need('N1', '独居老人冬季探访')]);
    expect(
      await acts.one('select state, source, headcount_qualifier as about from needs where id = $1', [
        await entityOf(own),
      ]),
    ).toEqual({
      state: 'recorded',
      source: 'written',
      about: 'about',
    });
    const theirs = await taken('bureau', 'need_items', [NEEDS, need('N2', '独居老人夏季探访')]);
    const draft = await entityOf(theirs);
    expect(await acts.one('select state from needs where id = $1', [draft])).toEqual({ state: 'draft' });
    const seen = async (login: string) => {
      const { data } = await world.ask(login, 'query ($id: ID!) { need(id: $id) { village } }', { id: draft });
      return data.need;
    };
    expect(await seen('shetang')).toEqual({ village: '绵诸村' });
    expect(await seen('bureau')).toBeNull();
    expect(await seen('dacheng')).toBeNull();
  });

  it('are told cell by cell what they lack, and may come on the official list of needs', async () => {
    const lacking = need('N3', '独居老人').map((cell, i) => (NEEDS[i] === '紧急程度' ? '' : cell));
    const ready = await send.sent(
      'shetang',
      'need_items',
      await sheetOf([
        [...NEEDS, '接单截止', '服务频次', '所需支持', '专业/资质要求', '对接组织'],
        [...lacking, '2026-11-30', '每周', '', '', ''],
        [...need('N4', '残疾人家中无障碍改造'), '2026-11-30', '一次', '', '', ''],
      ]),
    );
    expect(ready).toMatchObject({ state: 'ready', counts: { valid: 1, invalid: 1 } });
    expect(ready.notes.join()).toContain('接单截止');
    expect(ready.rows[0].problems).toMatchObject([{ heading: '紧急程度', reason: '没有填写' }]);
  });
});

describe('taking an import back', () => {
  it.each(IMPORT_KINDS)('undoes %s, after which the same file can be brought again', async (kind) => {
    const first = await taken('bureau', kind, LINES[kind]);
    const thing = await entityOf(first);
    expect(await send.job('shetang', first)).toBeNull();
    expect(await takeBack('shetang', first)).toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    expect(await takeBack('bureau', first)).toMatchObject({ __typename: 'Import' });
    expect(await send.job('bureau', first)).toMatchObject({
      state: 'taken_back',
      counts: { imported: 0, takenBack: 1 },
      rows: [{ state: 'taken_back' }],
    });
    expect((await acts.audit(thing)).map(({ operation }) => operation)).toContain('takeBackImport');
    expect(await takeBack('bureau', first)).toMatchObject({ code: 'IMPORT_NOT_IN' });
    await taken('bureau', kind, LINES[kind]);
  });

  it('is refused as a whole once somebody has gone on with a row, and names it', async () => {
    const offers = await taken('nuanyang', 'offers', [
      OFFERS,
      ['U8', ...LINES.offers[1].slice(1, 2), '送医上门', ...LINES.offers[1].slice(3)],
    ]);
    const offer = await acts.one<{ id: string; version: number }>('select id, version from offers where id = $1', [
      await entityOf(offers),
    ]);
    const nuanyang = await acts.as(world.organizations.nuanyang);
    must(
      await publishOffer(nuanyang, {
        ...acts.key(),
        id: offer.id,
        expectedVersion: offer.version,
        title: '送医上门',
        content: '每周一次',
        serviceTypes: ['EC01'],
        targetGroups: ['elder_alone'],
        sessionsPerMonth: 8,
        personsPerSession: null,
        areaCodes: ['620503000000'],
        windowFrom: '2026-01-01' as never,
        windowTo: '2026-12-31' as never,
        costMode: 'free',
      }),
    );
    expect(await takeBack('nuanyang', offers)).toMatchObject({
      code: 'IMPORT_BUILT_UPON',
      message: '不能撤回：送医上门（导入后改动过）。请先处理这些内容，或逐条更正，不必整批撤回。',
    });

    const orders = await taken('shetang', 'needs', [
      ORDERS,
      ['U9', '社棠镇社工站', '为独居老人送餐'],
      ['U10', '社棠镇社工站', '为独居老人理发'],
    ]);
    const order = await acts.one<{ id: string; version: number }>(
      "select id, version from orders where title = '为独居老人送餐'",
    );
    const station = await acts.as(world.stations.shetang);
    const saved = must(
      await saveOrderDraft(station, {
        ...WHOLE,
        ...acts.key(),
        title: '为独居老人送餐',
        id: order.id,
        expectedVersion: order.version,
      }),
    );
    must(await postOrder(station, acts.ofOrder(saved)));
    expect(await takeBack('shetang', orders)).toMatchObject({ code: 'IMPORT_BUILT_UPON' });
    expect(await acts.one("select state from orders where title = '为独居老人理发'")).toEqual({ state: 'draft' });

    const stations = await taken('bureau', 'stations', [
      STATIONS,
      ['TS-911', '社棠镇第十一社工站', '麦积区', '社棠镇', '实体化运行', '是'],
      ['TS-912', '社棠镇第十二社工站', '麦积区', '社棠镇', '实体化运行', '否'],
    ]);
    const eleventh = await acts.one<{ id: string }>("select id from stations where code = 'TS-911'");
    must(
      await openAccount(await acts.as(world.officer), {
        ...acts.key(),
        login: 'eleventh',
        name: '站长',
        password: PASSWORD,
        roles: [{ role: 'station_lead', stationId: eleventh.id }],
      }),
    );
    expect(await takeBack('bureau', stations)).toMatchObject({
      code: 'IMPORT_BUILT_UPON',
      message: '不能撤回：社棠镇第十一社工站（已开通账号）。请先处理这些内容，或逐条更正，不必整批撤回。',
    });
    expect(await acts.sql("select 1 from stations where code in ('TS-911', 'TS-912')")).toHaveLength(2);
  });
});
