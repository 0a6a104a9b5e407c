/** The scan for personal data: what it finds, exactly where, and what it lets stand. */
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { refusePersonalData, scanForPersonalData } from '@jiedui/shared/personal-data-scan.ts';
import { describe, expect, test } from 'vitest';

/** The found text itself, cut out by the code points that the spot names. */
function found(text: string) {
  return scanForPersonalData(text).map(({ kind, from, to }) => [kind, [...text].slice(from, to).join('')]);
}

test.each([
  ['王某，身份证620502195001010015，需探访', 'id_number', '620502195001010015'],
  ['证号 11010519491231002X。', 'id_number', '11010519491231002X'],
  ['证号 620502 19500101 0015', 'id_number', '620502 19500101 0015'],
  ['证号６２０５０２１９５００１０１００１５', 'id_number', '６２０５０２１９５００１０１００１５'],
  ['校验位不对 620502195001010016', 'id_number', '620502195001010016'],
  ['老号 620502500101001', 'id_number', '620502500101001'],
  ['联系13812345678', 'mobile', '13812345678'],
  ['联系 138 1234 5678 张', 'mobile', '138 1234 5678'],
  ['联系138-1234-5678', 'mobile', '138-1234-5678'],
  ['联系＋８６１３８１２３４５６７８', 'mobile', '＋８６１３８１２３４５６７８'],
  ['联系138\u200b12345678', 'mobile', '138\u200b12345678'],
  ['𠮷家 13812345678', 'mobile', '13812345678'],
  ['致电0938-8212345', 'landline', '0938-8212345'],
  ['致电(0938)8212345转12', 'landline', '(0938)8212345转12'],
  ['电话：8212345', 'landline', '8212345'],
  ['住在麦积区社棠镇社棠路12号', 'address', '麦积区社棠镇社棠路12号'],
  ['请送到成纪大道南段 3 号', 'address', '成纪大道南段 3 号'],
  ['家住张家村三组12号', 'address', '张家村三组12号'],
  ['住在李家村2社15号，独居', 'address', '李家村2社15号'],
  ['阳光小区3号楼2单元501室', 'address', '阳光小区3号楼2单元501室'],
  ['送往阳光小区5栋302', 'address', '阳光小区5栋302'],
])('%s: %s %s', (text, kind, exact) => expect(found(text)).toEqual([[kind, exact]]));

test.each([
  '近190人',
  '2026年11月24日 14:02',
  '2026-11-24 2026-11-25 14:02',
  'DD-2026-0001、GG-2026-0012',
  '活动17次，26名医护，350余名老人',
  '52620502MJY0000284',
  '区划代码620503102000',
  '服务热线12345',
  '请街道办10号前报名',
  '建设路小学5号开学',
  '义诊点在2号楼前',
  '道路安全2026年1号文件',
  '秦州区大城街道、玉泉镇、社棠镇',
  '每周 18 20 22 24 26 8 人',
  '1008000 元，13000000 元',
])('%s names nobody', (text) => expect(found(text)).toEqual([]));

test('several spots come in order, and none twice', () => {
  expect(found('13812345678 住在社棠路12号，证 620502195001010015').map(([kind]) => kind)).toEqual([
    'mobile',
    'address',
    'id_number',
  ]);
});

describe('the refusal', () => {
  test('names the field, the code points and a masked excerpt', () => {
    const refusal = refusePersonalData({ title: '独居老人探访', description: '𠮷奶奶：13812345678' });
    expect(refusal).toBeInstanceOf(PersonalDataFound);
    expect(refusal?.spots).toEqual([{ field: 'description', kind: 'mobile', from: 4, to: 15, excerpt: '138****5678' }]);
    expect(refusal?.message).toBe('第 5 至 15 字疑似手机号（138****5678）。公开内容不得包含个人信息，请删去后再提交。');
  });

  test('names the entry of a list', () => {
    expect(refusePersonalData({ contents: ['量血压', '电话0938-8212345'] })?.spots[0]?.field).toBe('contents.1');
  });

  test('is none for clean fields', () =>
    expect(refusePersonalData({ title: '义诊', contents: [], place: null })).toBeNull());

  test('lets a venue stand by its street number, a home not', () => {
    expect(refusePersonalData({ place: '成纪大道12号社工站' }, ['place'])).toBeNull();
    expect(refusePersonalData({ place: '阳光小区3号楼501室' }, ['place'])?.spots).toHaveLength(1);
    expect(refusePersonalData({ place: '成纪大道12号社工站' })?.spots).toHaveLength(1);
  });
});
