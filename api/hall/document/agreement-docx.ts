/**
 * 结对帮扶协议书 as a Word file, in the article order of the public 牵手计划 agreement.
 * Every fact comes from the record; a fact that is unknown is a ruled blank to fill in by hand, never a guess.
 */
import { formatDay, formatInstant, type LocalDate } from '@jiedui/shared/calendar.ts';
import { AlignmentType, Paragraph, type ParagraphChild, type Table, TextRun } from 'docx';
import { body, fact, grid, heading, ledger, line, SIZE, TEXT_WIDTH, title, wordFile } from './word.ts';
import { signatures } from './word-signatures.ts';

/** One side of the agreement, as it stands on the register; null prints as a blank. */
export interface AgreementParty {
  readonly name: string;
  readonly uscc: string | null;
  readonly legalRepresentative: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly bank: string | null;
  readonly bankAccountName: string | null;
  readonly bankAccount: string | null;
}

/** Who signed for a side, and when. */
export interface AgreementSignature {
  readonly name: string;
  readonly at: Date;
}

export interface AgreementPaper {
  /** 协议登记编号, e.g. XY-2026-0001. */
  readonly number: string;
  /** Counted from 1; a change of terms makes a new revision. */
  readonly revision: number;
  readonly programmeName: string;
  /** 甲方, the helping organization. */
  readonly organization: AgreementParty;
  /** 乙方, the helped station. */
  readonly station: AgreementParty;
  /** 见证（监管）方. */
  readonly authority: { readonly name: string; readonly contact: string | null; readonly phone: string | null };
  readonly goal: string;
  readonly tasks: readonly string[];
  readonly indicators: readonly { readonly name: string; readonly unit: string; readonly quantity: number }[];
  readonly termFrom: LocalDate | null;
  readonly termTo: LocalDate | null;
  readonly funding: string;
  readonly organizationSignature: AgreementSignature | null;
  readonly stationSignature: AgreementSignature | null;
}

/** The agreement as a .docx file. */
export function agreementDocx(paper: AgreementPaper): Promise<Buffer> {
  return wordFile(
    {
      title: `结对帮扶协议书 ${paper.number}`,
      creator: paper.authority.name,
      runningHead: `协议登记编号：${paper.number}`,
    },
    [
      title('社工站结对帮扶协议书'),
      line(['协议登记编号：', fact(paper.number), `（第 ${paper.revision} 版）`], AlignmentType.RIGHT),
      ...partyBlock('甲方（帮扶社会组织）', paper.organization),
      ...partyBlock('乙方（受援社工站）', paper.station),
      partyTitle('见证（监管）方', paper.authority.name),
      ledger([['联系人', paper.authority.contact, '联系电话', paper.authority.phone]]),
      ...articles(paper),
      ...signatures([
        { role: '甲方', name: paper.organization.name, signature: paper.organizationSignature, signsHere: true },
        { role: '乙方', name: paper.station.name, signature: paper.stationSignature, signsHere: true },
        { role: '见证（监管）方', name: paper.authority.name, signature: null, signsHere: false },
      ]),
      new Paragraph({
        spacing: { before: 160 },
        children: [new TextRun({ text: signedNote(paper), size: SIZE.small, color: '555555' })],
      }),
    ],
  );
}

function articles(paper: AgreementPaper): (Paragraph | Table)[] {
  return [
    line([]),
    body(
      '为引导社会组织参与乡镇（街道）社工站建设，根据《中华人民共和国民法典》《中华人民共和国慈善法》《中华人民共和国个人信息保护法》等法律法规，按照“',
      paper.programmeName,
      '”工作安排，甲、乙双方本着平等自愿、优势互补、协商一致的原则，经见证（监管）方见证，订立本协议。',
    ),
    heading('第一条 总体目标'),
    ...written(paper.goal),
    heading('第二条 组织安排'),
    body(
      '（一）见证（监管）方负责对结对帮扶工作的指导、审核和督查评估，每月调度、每季度督导，年底对表现突出的社会组织进行通报表扬。',
    ),
    body('（二）甲、乙双方各明确一名联系人，负责日常沟通、需求点单和接单、服务记录的填报和确认。'),
    body('（三）服务记录由甲方填报，由乙方确认；未经乙方确认的服务数据不计入统计。'),
    heading('第三条 主要任务'),
    body('甲方根据自身业务范围和专长优势，承担以下任务：'),
    ...(paper.tasks.length > 0
      ? paper.tasks.map((task, index) => body(`${index + 1}. ${sentence(task)}`))
      : [body(fact(null, 24))]),
    heading('第四条 服务内容与指标'),
    indicatorTable(paper),
    heading('第五条 协议期限'),
    body(
      '自 ',
      fact(paper.termFrom && formatDay(paper.termFrom), 10),
      ' 起至 ',
      fact(paper.termTo && formatDay(paper.termTo), 10),
      ' 止。期满需要继续合作的，由双方另行协商续签。',
    ),
    heading('第六条 经费来源与支付'),
    body('（一）经费来源：', fact(paper.funding, 20), '。'),
    body('（二）涉及款物往来的，双方应当据实登记、签收，专款专用，并接受见证（监管）方的监督检查。'),
    heading('第七条 双方权利和义务'),
    body(
      '（一）甲方应当按照约定的内容、数量和期限提供服务；义诊等专业服务由具备相应资质的人员提供；不得借服务之名收取费用或者推销商品。',
    ),
    body('（二）甲方有权了解与服务有关的需求情况，对乙方提供的条件和评价提出意见。'),
    body('（三）乙方应当如实提出需求，提供必要的场地和协助，组织服务对象参加，并及时确认服务记录、作出评价。'),
    body('（四）乙方有权对服务的质量和进度进行监督，对不符合约定的服务要求改正。'),
    heading('第八条 信息保护'),
    body(
      '双方仅在提供服务所必需的范围内处理服务对象的个人信息，取得本人同意；处理不满十四周岁未成年人个人信息的，取得其监护人同意。未经同意，不得公开、转让或者用于其他目的。协议终止后，应当删除或者返还服务对象的个人信息，依法需要留存的除外。',
    ),
    heading('第九条 考核评估'),
    body(
      '见证（监管）方依据本协议约定的内容与指标、经乙方确认的服务记录和服务对象的评价，对协议履行情况进行考核评估，结果作为通报表扬和继续合作的依据。',
    ),
    heading('第十条 违约责任'),
    body(
      '任何一方不履行或者不完全履行本协议的，应当承担继续履行、采取补救措施等责任；造成对方或者服务对象损失的，依法赔偿。因不可抗力不能履行的，应当及时通知对方。',
    ),
    heading('第十一条 争议解决'),
    body(
      '因履行本协议发生争议的，由双方协商解决；协商不成的，可以请见证（监管）方调解，或者依法向乙方所在地有管辖权的人民法院提起诉讼。',
    ),
    heading('第十二条 附则'),
    body('（一）本协议自甲、乙双方均签署之日起成立，自第五条约定的起始日起履行。未尽事宜，由双方另行签订补充协议。'),
    body('（二）本协议一式三份，甲方、乙方和见证（监管）方各执一份，具有同等效力。'),
  ];
}

function partyBlock(role: string, party: AgreementParty): (Paragraph | Table)[] {
  return [
    partyTitle(role, party.name),
    ledger([
      ['信用代码', party.uscc, '法定代表人', party.legalRepresentative],
      ['联系人', party.contact, '联系电话', party.phone],
      ['地址', party.address, '电子邮箱', party.email],
      ['开户银行', party.bank, '账户名称', party.bankAccountName],
      ['账号', party.bankAccount, '', null],
    ]),
  ];
}

function partyTitle(role: string, name: string): Paragraph {
  const children: ParagraphChild[] = [
    new TextRun({ text: `${role}：`, size: SIZE.body, bold: true }),
    new TextRun({ text: name, size: SIZE.body }),
  ];
  return new Paragraph({ keepNext: true, spacing: { before: 240, after: 60 }, children });
}

function indicatorTable({ indicators }: AgreementPaper): Table {
  const widths = [900, TEXT_WIDTH - 900 - 1800 - 1800, 1800, 1800];
  const rows = indicators.map((indicator, index) => [
    String(index + 1),
    indicator.name,
    indicator.unit,
    String(indicator.quantity),
  ]);
  return grid(['序号', '服务内容', '计量单位', '数量'], widths, rows.length > 0 ? rows : [['', '', '', '']], [0, 2, 3]);
}

/** Free text of the record, one paragraph a line; a ruled blank when there is none. */
function written(text: string): Paragraph[] {
  const lines = text
    .split(/\r?\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return lines.length > 0 ? lines.map((part) => body(sentence(part))) : [body(fact(null, 24))];
}

/** Ends with a full stop, as an article does. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return /[。；！？：]$/.test(trimmed) ? trimmed : `${trimmed.replace(/[.;，,、]$/, '')}。`;
}

/** What the system knows about the signing, so that a printed draft is never taken for a signed agreement. */
function signedNote({ organizationSignature, stationSignature }: AgreementPaper): string {
  const waiting = [organizationSignature ? null : '甲方', stationSignature ? null : '乙方'].filter(
    (side) => side !== null,
  );
  if (waiting.length > 0) return `注：${waiting.join('、')}尚未签署，本件为协议文本，尚未生效。`;
  const last = [organizationSignature, stationSignature].reduce((later, next) =>
    next && later && later.at < next.at ? next : later,
  );
  return `注：甲、乙双方已通过系统签署，后一方签署时间为 ${last ? formatInstant(last.at) : ''}。`;
}
