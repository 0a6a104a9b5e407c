/** 结对帮扶协议书: what is in the Word file, read back from the zip. */
import { agreementDocx, type AgreementPaper, type AgreementParty } from '@jiedui/api/hall/document/agreement-docx.ts';
import JSZip from 'jszip';
import { expect, test } from 'vitest';

const UNKNOWN = {
  uscc: null,
  legalRepresentative: null,
  contact: null,
  phone: null,
  email: null,
  address: null,
  bank: null,
  bankAccountName: null,
  bankAccount: null,
};

const party = (name: string, known: Partial<AgreementParty> = {}): AgreementParty => ({ name, ...UNKNOWN, ...known });

function paper(changes: Partial<AgreementPaper> = {}): AgreementPaper {
  return {
    number: 'XY-2026-0007',
    revision: 1,
    programmeName: '引导社会组织参与乡镇街道社工站结对帮扶',
    organization: party('天水市心连心爱心协会', { contact: '赵晓梅' }),
    station: party('西关街道社工站', { address: '秦州区西关街道' }),
    authority: { name: '天水市民政局', contact: null, phone: null },
    goal: '摸清独居老人服务需求\n提升社工站服务能力',
    tasks: ['开展入户探访', '策划公益品牌；'],
    indicators: [{ name: '独居老人入户探访', unit: '人次', quantity: 120 }],
    termFrom: '2026-03-02',
    termTo: '2026-12-31',
    funding: '社会组织自筹',
    organizationSignature: { name: '赵晓梅', at: new Date('2026-03-02T02:30:00Z') },
    stationSignature: { name: '李文娟', at: new Date('2026-03-02T16:05:00Z') },
    ...changes,
  };
}

async function parts(changes: Partial<AgreementPaper> = {}): Promise<{ xml: string; text: string; zip: JSZip }> {
  const zip = await JSZip.loadAsync(await agreementDocx(paper(changes)));
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
  const paragraphs = xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, run]) => run).join(''));
  return { xml, text: paragraphs.join('\n'), zip };
}

test('the articles stand in the order of the public template', async () => {
  const { text } = await parts();
  const order = [
    '社工站结对帮扶协议书',
    '协议登记编号',
    '甲方（帮扶社会组织）：天水市心连心爱心协会',
    '乙方（受援社工站）：西关街道社工站',
    '见证（监管）方：天水市民政局',
    '第一条 总体目标',
    '第二条 组织安排',
    '第三条 主要任务',
    '第四条 服务内容与指标',
    '第五条 协议期限',
    '第六条 经费来源',
    '第七条 双方权利和义务',
    '第八条 信息保护',
    '第九条 考核评估',
    '第十条 违约责任',
    '第十一条 争议解决',
    '第十二条 附则',
    '甲方（盖章）',
  ];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('facts of the record are printed, dates in full', async () => {
  const { text } = await parts();
  expect(text).toContain(' XY-2026-0007 ');
  expect(text).toContain('自  2026年3月2日  起至  2026年12月31日  止');
  expect(text).toContain('经费来源： 社会组织自筹 。');
  expect(text).toContain('摸清独居老人服务需求。\n提升社工站服务能力。');
  expect(text).toContain('1. 开展入户探访。\n2. 策划公益品牌；');
  expect(text).toMatch(/独居老人入户探访\n人次\n120/);
});

test('who signed and when stands under each side, by the Shanghai day', async () => {
  const { text } = await parts();
  const [organization = '', station = ''] = text.slice(text.indexOf('（以下为签署栏')).split('代表人签字：').slice(1);
  expect(organization).toMatch(/赵晓梅[\s\S]*2026年3月2日[\s\S]*2026年3月2日 10:30/);
  expect(station).toMatch(/李文娟[\s\S]*2026年3月3日[\s\S]*2026年3月3日 00:05/);
  expect(text).toContain('后一方签署时间为 2026年3月3日 00:05');
});

test('an unsigned paper says so and leaves the date open', async () => {
  const { text } = await parts({ stationSignature: null });
  expect(text).toContain('注：乙方尚未签署，本件为协议文本，尚未生效。');
  expect(text).toContain('系统签署：尚未签署');
  expect(text).toMatch(/乙方（盖章）[\s\S]*\u3000{3}年\u3000{2}月\u3000{2}日/);
});

test('what is unknown is a blank, never an invented fact', async () => {
  const { xml, text } = await parts({
    funding: '',
    goal: ' ',
    tasks: [],
    indicators: [],
    termFrom: null,
    termTo: null,
  });
  expect(text).not.toMatch(/undefined|null|NaN/);
  expect(text).toMatch(/经费来源：\u3000{20}。/);
  expect(text).toMatch(/自 \u3000{10} 起至 \u3000{10} 止/);
  expect(xml).toMatch(/<w:u w:val="single"\/>[\s\S]*?<w:t[^>]*>\u3000+<\/w:t>/);
});

test('text that looks like markup stays text', async () => {
  const { text, zip } = await parts({ goal: '<b>&"目标"' });
  expect(text).toContain('&lt;b&gt;&amp;');
  expect(zip.file('word/vbaProject.bin')).toBeNull();
});

test('A4, page numbers, and fonts with their fallbacks', async () => {
  const { xml, zip } = await parts();
  expect(xml).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/);
  const footers = zip.file(/word\/footer\d+\.xml/);
  const footer = (await footers[0]?.async('string')) ?? '';
  expect(footer).toMatch(/第 [\s\S]*PAGE[\s\S]* 页 共 [\s\S]*NUMPAGES[\s\S]* 页/);
  const fonts = (await zip.file('word/fontTable.xml')?.async('string')) ?? '';
  expect(fonts).toMatch(/w:name="仿宋"><w:altName w:val="FangSong/);
  expect(fonts).toMatch(/w:name="黑体"><w:altName w:val="SimHei/);
  expect(xml).toContain('w:eastAsia="黑体"');
});
