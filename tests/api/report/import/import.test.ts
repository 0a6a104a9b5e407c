/** Imports from upload to result, on a real database: what is taken in, what is asked, what is refused, and what twice changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUpload } from '@jiedui/api/hall/sheet/open-upload.ts';
import { LAYOUTS } from '@jiedui/shared/report/import/layouts.ts';
import { actsIn } from '../../../kit/acts.ts';
import { startWorld, type World } from '../../../kit/world.ts';
import { senderIn, sheetOf } from './sending.ts';

let world: World;
let send: ReturnType<typeof senderIn>;
let acts: ReturnType<typeof actsIn>;
beforeAll(async () => {
  world = await startWorld();
  send = senderIn(world);
  acts = actsIn(world);
});
afterAll(() => world.close());

const STATIONS = ['序号', '编号', '社工站名称', '县（市、区）', '乡镇（街道）', '运行状态', '是否试点'];
const count = async (table: string) => Number((await acts.one<{ n: string }>(`select count(*) as n from ${table}`)).n);

describe('a register of stations', () => {
  it('is previewed, taken in through the command with its audit row, and sent again changes nothing', async () => {
    const file = await sheetOf([
      STATIONS,
      [1, 'TS-101', '社棠镇第二社工站', '麦积区', '社棠镇', '实体化运行', '是'],
      [2, 'TS-102', '大城街道第二社工站', '秦州区', '大城街道', '已挂牌', '否'],
    ]);
    const ready = await send.sent('bureau', 'stations', file);
    expect(ready).toMatchObject({ state: 'ready', counts: { total: 2, valid: 2 } });
    const before = await count('stations');
    expect(await send.commit('bureau', ready.id, 'all_or_nothing')).toMatchObject({
      state: 'done',
      counts: { imported: 2 },
    });
    expect(await count('stations')).toBe(before + 2);
    const made = await acts.one<{ id: string }>("select id from stations where code = 'TS-101'");
    expect(await acts.audit(made.id)).toMatchObject([{ operation: 'registerStation', outcome: 'done' }]);

    const again = await send.sent('bureau', 'stations', file);
    expect(await send.commit('bureau', again.id)).toMatchObject({
      state: 'done',
      counts: { imported: 0, unchanged: 2 },
    });
    expect(await count('stations')).toBe(before + 2);
  });

  it('asks about names that are nearly right, and takes the answer', async () => {
    const ready = await send.sent(
      'bureau',
      'stations',
      await sheetOf([
        STATIONS,
        [1, 'TS-111', '社棠镇第三社工站', '麦积区', '社堂镇', '实体化运行', '是'],
        [2, 'TS-112', '大城街道第三社工站', '秦州区', '大城', '实体化运行', '是'],
      ]),
    );
    expect(ready.counts).toMatchObject({ asked: 2, valid: 0 });
    expect(
      ready.asks.map(({ value, choices }: { value: string; choices: { name: string }[] }) => [value, choices[0]?.name]),
    ).toEqual(
      expect.arrayContaining([
        ['社堂镇', '社棠镇（麦积区）'],
        ['大城', '大城街道（秦州区）'],
      ]),
    );
    const answers = ready.asks.map(({ ask, choices }: { ask: string; choices: { code: string }[] }) => ({
      ask,
      code: ask.includes('大城') ? null : choices[0]!.code,
    }));
    await send.step('bureau', 'answerImport', { importId: ready.id, answers });
    const told = await send.job('bureau', ready.id);
    expect(told.counts).toMatchObject({ valid: 1, asked: 0, invalid: 1 });
    expect(await send.commit('bureau', ready.id)).toMatchObject({ state: 'done', counts: { imported: 1, invalid: 1 } });
    const made = await acts.one<{ region_code: string }>("select region_code from stations where code = 'TS-111'");
    expect(made.region_code).toBe('620503102000');
  });

  it('says which cell is wrong and why; all or nothing then takes nothing', async () => {
    const ready = await send.sent(
      'bureau',
      'stations',
      await sheetOf([
        STATIONS,
        [1, 'TS-121', '社棠镇第四社工站', '麦积区', '社棠镇', '实体化运行', '是'],
        [2, 'TS-122', '', '麦积区', '没有的镇', '运行得不错', '是'],
      ]),
    );
    const bad = ready.rows.find(({ state }: { state: string }) => state === 'invalid');
    expect(bad.row).toBe(3);
    expect(
      bad.problems.map(({ letter, heading, value }: { letter: string; heading: string; value: string }) => [
        letter,
        heading,
        value,
      ]),
    ).toEqual([
      ['C', '社工站名称', ''],
      ['E', '所在地·乡镇（街道）', '没有的镇'],
      ['F', '运行状态', '运行得不错'],
    ]);
    expect(await send.commit('bureau', ready.id, 'all_or_nothing')).toMatchObject({ code: 'IMPORT_HAS_FAULTS' });
    expect(await send.commit('bureau', ready.id)).toMatchObject({ state: 'done', counts: { imported: 1, invalid: 1 } });
  });

  it('gives the failed rows back as the same sheet, which goes in once corrected', async () => {
    const ready = await send.sent(
      'bureau',
      'stations',
      await sheetOf([STATIONS, [1, 'TS-131', '社棠镇第五社工站', '麦积区', '社棠镇', '好', '是']]),
    );
    const response = await world.app.inject({
      url: `/imports/${ready.id}/failed.xlsx`,
      headers: { cookie: await world.cookieOf('bureau') },
    });
    expect(response.statusCode).toBe(200);
    const { sheets } = openUpload(response.rawPayload);
    const line = sheets[0]!.rows.find(({ row }) => row === 5)!;
    const texts = line.cells.map((cell) => cell?.text ?? '');
    expect(texts.at(-1)).toContain('原第 2 行 F 运行状态：“好”不在运行状态的名录中');
    const header = LAYOUTS.stations.columns.map(({ heading }) => heading);
    texts[header.indexOf('运行状态')] = '实体化运行';
    const corrected = await send.sent('bureau', 'stations', await sheetOf([[...header, '问题说明'], texts]));
    expect(await send.commit('bureau', corrected.id)).toMatchObject({ counts: { imported: 1 } });
  });

  it('sent twice at once is taken in once', async () => {
    const file = await sheetOf([
      STATIONS,
      ...Array.from({ length: 30 }, (_, i) => [
        i + 1,
        `RACE-${i}`,
        `社棠镇赛跑${i}站`,
        '麦积区',
        '社棠镇',
        '已挂牌',
        '否',
      ]),
    ]);
    const [one, two] = [await send.sent('bureau', 'stations', file), await send.sent('bureau', 'stations', file)];
    const [a, b] = await Promise.all([send.commit('bureau', one.id), send.commit('bureau', two.id)]);
    expect(a.counts.imported + b.counts.imported).toBe(30);
    expect(a.counts.unchanged + b.counts.unchanged).toBe(30);
    expect((await acts.one<{ n: string }>("select count(*) as n from stations where code like 'RACE-%'")).n).toBe(30);
  });
});

describe('a list of needs', () => {
  const NEEDS = [
    '序号',
    '编号',
    '社工站',
    '需求名称',
    '服务类型',
    '服务对象',
    '预计人数',
    '期望开始时间',
    '期望结束时间',
  ];
  const line = (number: string, title: string, many: string | number = '350余人') => [
    1,
    number,
    '社棠镇社工站',
    title,
    '探访关爱（助老敲门）',
    '独居老人、留守老人',
    many,
    '2026年12月1日',
    '12月20日',
  ];

  it('of an officer becomes drafts that the station alone sees', async () => {
    const ready = await send.sent(
      'bureau',
      'needs',
      await sheetOf([NEEDS, line('X1', '为独居老人开展冬季探访'), line('X2', '为留守老人开展义诊', '近190')]),
    );
    expect(await send.commit('bureau', ready.id)).toMatchObject({ state: 'done', counts: { imported: 2 } });
    const drafts = await acts.sql<{
      title: string;
      state: string;
      headcount_value: number;
      headcount_qualifier: string;
      window_to: string;
    }>(
      "select title, state, headcount_value, headcount_qualifier, window_to from orders where title like '为%老人开展%' order by title",
    );
    expect(drafts.find(({ title }) => title.includes('探访'))).toMatchObject({
      state: 'draft',
      headcount_value: 350,
      headcount_qualifier: 'over',
      window_to: '2026-12-20',
    });
    expect(drafts.find(({ title }) => title.includes('义诊'))).toMatchObject({
      headcount_value: 190,
      headcount_qualifier: 'nearly',
    });
    const query = '{ orders(first: 50, states: [draft]) { edges { node { title } } } }';
    const seen = async (login: string) =>
      (await world.ask(login, query)).data.orders.edges.filter((edge: { node: { title: string } }) =>
        edge.node.title.includes('冬季探访'),
      ).length;
    expect(await seen('shetang')).toBe(1);
    expect(await seen('bureau')).toBe(0);
    expect(await seen('dacheng')).toBe(0);
  });

  it('of a station needs no name, names no other station, and is not re-imported by its officer under another hand', async () => {
    const own = [
      NEEDS.filter((heading) => heading !== '社工站'),
      line('S1', '为独居老人安装防滑设施').filter((_, i) => i !== 2),
    ];
    const ready = await send.sent('shetang', 'needs', await sheetOf(own as (string | number)[][]));
    expect(ready.state).toBe('refused');
    const named = await send.sent('shetang', 'needs', await sheetOf([NEEDS, line('S1', '为独居老人安装防滑设施')]));
    expect(await send.commit('shetang', named.id)).toMatchObject({ counts: { imported: 1 } });
    const officer = await send.sent('bureau', 'needs', await sheetOf([NEEDS, line('S1', '为独居老人安装防滑设施')]));
    expect(await send.commit('bureau', officer.id)).toMatchObject({ counts: { unchanged: 1 } });
    const other = await send.sent('dacheng', 'needs', await sheetOf([NEEDS, line('S2', '为独居老人安装防滑扶手')]));
    expect(other.counts).toMatchObject({ invalid: 1 });
    expect(await send.upload('dacheng', 'stations', await sheetOf([STATIONS]))).toMatchObject({ status: 403 });
  });

  it('with a number that was taken in before and other words is refused', async () => {
    const ready = await send.sent('bureau', 'needs', await sheetOf([NEEDS, line('X1', '为独居老人开展夏季探访')]));
    const done = await send.commit('bureau', ready.id, 'all_or_nothing');
    expect(done).toMatchObject({ state: 'ready', counts: { refused: 1 } });
    expect(done.message).toContain('全部没有导入');
  });
});

describe('other lists', () => {
  it('organizations: a wrong credit code is told, a right one is taken in', async () => {
    const head = ['序号', '社会组织名称', '统一社会信用代码', '组织类型', '业务范围', '县（市、区）', '每月可承接场次'];
    const ready = await send.sent(
      'bureau',
      'organizations',
      await sheetOf([
        head,
        [1, '甘棠社会工作服务中心', '52620502MJY0000284', '社会组织', '养老', '秦州区', '12'],
        [2, '另一中心', '52620502MJY0000285', '社会组织', '养老', '秦州区', '12'],
        [3, '吃掉的中心', 1.10105e17, '社会组织', '养老', '秦州区', '12'],
      ]),
    );
    expect(ready.counts).toMatchObject({ valid: 1, invalid: 2 });
    const reasons = ready.rows.flatMap(({ problems }: { problems: { reason: string }[] }) =>
      problems.map(({ reason }) => reason),
    );
    expect(reasons[0]).toContain('校验码不对');
    expect(reasons[1]).toContain('后几位已经变成 0');
    expect(await send.commit('bureau', ready.id)).toMatchObject({ counts: { imported: 1 } });
  });

  it('offers of an organization are listed, of an officer they are drafts', async () => {
    const head = [
      '序号',
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
    const line = (title: string) => [
      1,
      '暖阳社会工作服务中心',
      title,
      '上门',
      '探访关爱（助老敲门）',
      '独居老人',
      '10',
      '麦积区',
      '2026-01-01',
      '2026-12-31',
      '免费',
    ];
    const own = await send.sent('nuanyang', 'offers', await sheetOf([head, line('自己导入的供给')]));
    expect(await send.commit('nuanyang', own.id)).toMatchObject({ counts: { imported: 1 } });
    const theirs = await send.sent('bureau', 'offers', await sheetOf([head, line('代为导入的供给')]));
    expect(await send.commit('bureau', theirs.id)).toMatchObject({ counts: { imported: 1 } });
    const states = await acts.sql<{ title: string; state: string }>(
      "select title, state from offers where title like '%导入的供给' order by title",
    );
    expect(states.map(({ state }) => state).sort()).toEqual(['draft', 'listed']);
  });

  it('pairings on paper are in force, and overlapping ones refused', async () => {
    const head = ['序号', '社工站', '帮扶社会组织', '协议编号', '起始日期', '终止日期', '帮扶内容', '目标'];
    const line = (number: string, from: string, to: string) => [
      1,
      '社棠镇社工站',
      '暖阳社会工作服务中心',
      number,
      from,
      to,
      '探访',
      '有人探访',
    ];
    const ready = await send.sent(
      'bureau',
      'pairings',
      await sheetOf([head, line('纸2026-1', '2026-01-01', '2026-12-31'), line('纸2026-2', '2026-06-01', '2026-12-31')]),
    );
    const done = await send.commit('bureau', ready.id);
    expect(done.counts).toMatchObject({ imported: 1, refused: 1 });
    expect(done.rows[1].problems[0].reason).toContain('纸2026-1');
    expect(await acts.one("select state, paper_number from pairings where paper_number = '纸2026-1'")).toMatchObject({
      state: 'active',
    });
    const { data } = await world.ask('bureau', '{ pairings { paper { number help goal filedOn } agreement { id } } }');
    expect(data.pairings).toContainEqual({
      paper: { number: '纸2026-1', help: '探访', goal: '有人探访', filedOn: null },
      agreement: null,
    });
  });
});

describe('who may', () => {
  it('see a job: its unit; move it: its sender', async () => {
    const ready = await send.sent(
      'bureau',
      'stations',
      await sheetOf([STATIONS, [1, 'TS-141', '甲站', '麦积区', '社棠镇', '筹建', '否']]),
    );
    expect(await send.job('shetang', ready.id)).toBeNull();
    expect(await send.step('shetang', 'commitImport', { importId: ready.id, mode: 'valid_rows' })).toMatchObject({
      code: 'IMPORT_NOT_FOUND',
    });
    expect(await send.step('bureau', 'discardImport', { importId: ready.id })).toMatchObject({ __typename: 'Import' });
    expect(await send.step('bureau', 'commitImport', { importId: ready.id, mode: 'valid_rows' })).toMatchObject({
      code: 'IMPORT_NOT_IN',
    });
  });
});
