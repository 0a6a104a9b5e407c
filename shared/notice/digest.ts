/** The digest (汇总): when it goes out, which days it tells of, and the words of it as plain text and as simple HTML. */
import {
  addDays,
  formatDate,
  formatDateTime,
  formatInstant,
  type LocalDate,
  localDateOf,
  startOfDay,
  weekdayOf,
} from '../calendar.ts';
import { groupOf, NOTICE_GROUP_WORDS, NOTICE_GROUPS, type SendingCadence } from './notice.ts';

/** 08:30 in Asia/Shanghai: at the desk, before the day's first call. */
const DIGEST_MINUTE = 8 * 60 + 30;
const MONDAY = 1;

/** The first digest strictly after `at`: of the next morning, or of the next Monday morning. */
export function nextDigestAt(cadence: 'daily' | 'weekly', at: Date): Date {
  const onDay = (day: LocalDate) => new Date(startOfDay(day).getTime() + DIGEST_MINUTE * 60_000);
  let day = localDateOf(at);
  while (onDay(day).getTime() <= at.getTime() || (cadence === 'weekly' && weekdayOf(day) !== MONDAY))
    day = addDays(day, 1);
  return onDay(day);
}

/** First and last instant of what the digest of that morning tells: since the digest before it. */
export function digestPeriod(cadence: 'daily' | 'weekly', sentAt: Date): { readonly from: Date; readonly to: Date } {
  const day = localDateOf(sentAt);
  const before = addDays(day, cadence === 'daily' ? -1 : -7);
  const at = (on: LocalDate) => new Date(startOfDay(on).getTime() + DIGEST_MINUTE * 60_000);
  return { from: at(before), to: new Date(at(day).getTime() - 1) };
}

/** One notice in a message. `link` is whole, or null when the address of this installation is not set. */
export interface DigestItem {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly createdAt: Date;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterFacts {
  readonly name: string;
  readonly cadence: SendingCadence;
  /** When it was due (UTC): it names the period, so that a later attempt says the same. */
  readonly dueAt: Date;
  readonly items: readonly DigestItem[];
  /** Where the choice is changed; null when the address of this installation is not set. */
  readonly settingsLink: string | null;
}

/** Groups in the order of NOTICE_GROUPS, within each the newest last, as it happened. */
export function groupItems(items: readonly DigestItem[]): { readonly name: string; readonly items: DigestItem[] }[] {
  return NOTICE_GROUPS.map((group) => ({
    name: NOTICE_GROUP_WORDS[group],
    items: items
      .filter(({ kind }) => groupOf(kind) === group)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
  })).filter(({ items: found }) => 0 < found.length);
}

/** The same facts give the same letter, byte by byte: a repeated attempt sends what the first one sent. */
export function letterOf(facts: LetterFacts): Letter {
  const { items } = facts;
  const [first] = items;
  const subject = items.length === 1 && first && facts.cadence === 'now' ? first.title : subjectOf(facts);
  const groups = groupItems(items);
  const opening = openingOf(facts);
  const closing = facts.settingsLink
    ? `调整接收方式和免打扰时段：${facts.settingsLink}`
    : '调整接收方式和免打扰时段，请登录结对平台，打开“通知设置”。';
  const text = [
    `${facts.name}，您好：`,
    '',
    opening,
    ...groups.flatMap((group) => ['', `【${group.name}】${group.items.length} 条`, ...group.items.flatMap(itemText)]),
    '',
    '——',
    '本邮件由结对平台自动发出，请勿直接回复。',
    closing,
    '',
  ].join('\n');
  const html = [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head>',
    "<body style=\"margin:0;padding:24px;background:#FBF8F3;color:#1F2A2E;font:16px/1.6 'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif\">",
    `<p>${escapeHtml(facts.name)}，您好：</p><p>${escapeHtml(opening)}</p>`,
    ...groups.map(
      (group) =>
        `<h2 style="font-size:17px;margin:24px 0 8px">${escapeHtml(group.name)}（${group.items.length} 条）</h2>${group.items.map(itemHtml).join('')}`,
    ),
    '<p style="margin-top:24px;border-top:1px solid #D9D1C4;padding-top:12px;color:#4A575C;font-size:14px">本邮件由结对平台自动发出，请勿直接回复。<br>',
    `${facts.settingsLink ? `<a style="color:#1E5B57" href="${escapeHtml(facts.settingsLink)}">调整接收方式和免打扰时段</a>` : escapeHtml(closing)}</p>`,
    '</body></html>',
  ].join('\n');
  return { subject, text, html };
}

function subjectOf({ cadence, dueAt, items }: LetterFacts): string {
  if (cadence === 'now') return `结对平台通知：${items.length} 条`;
  const words = cadence === 'daily' ? '每日汇总' : '每周汇总';
  return `结对平台${words}（${formatDate(localDateOf(dueAt))}）：${items.length} 条`;
}

function openingOf({ cadence, dueAt, items }: LetterFacts): string {
  if (cadence === 'now') return items.length === 1 ? '有一件事需要您了解：' : `有 ${items.length} 件事需要您了解：`;
  const { from, to } = digestPeriod(cadence, dueAt);
  return `${formatInstant(from)} 至 ${formatInstant(to)}，与您有关的事共 ${items.length} 件：`;
}

const itemText = (item: DigestItem): string[] => [
  '',
  `· ${item.title}`,
  ...(item.body === '' ? [] : [`  ${item.body}`]),
  `  ${formatDateTime(item.createdAt)}`,
  ...(item.link === null ? [] : [`  前往办理：${item.link}`]),
];

const itemHtml = (item: DigestItem): string =>
  `<div style="margin:0 0 16px;padding:12px 16px;background:#FFFFFF;border:1px solid #D9D1C4;border-radius:6px"><strong>${escapeHtml(item.title)}</strong>${
    item.body === '' ? '' : `<br>${escapeHtml(item.body)}`
  }<br><span style="color:#4A575C;font-size:14px">${formatDateTime(item.createdAt)}</span>${
    item.link === null ? '' : `<br><a style="color:#1E5B57" href="${escapeHtml(item.link)}">前往办理</a>`
  }</div>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** The letter that carries the code by which an address is verified. */
export function codeLetter(name: string, code: string, validUntil: Date): Letter {
  const lines = [
    `您在结对平台填写了这个邮箱，用于接收通知。验证码：${code}`,
    `请在${formatDateTime(validUntil)} 前填入“通知设置”页面。如非您本人操作，请忽略本邮件，不会有通知发到这里。`,
  ];
  return {
    subject: `结对平台邮箱验证码 ${code}`,
    text: [`${name}，您好：`, '', ...lines, ''].join('\n'),
    html: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body><p>${escapeHtml(name)}，您好：</p>${lines
      .map((line) => `<p>${escapeHtml(line)}</p>`)
      .join('')}</body></html>`,
  };
}
