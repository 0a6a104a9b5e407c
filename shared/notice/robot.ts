/**
 * Group robots (群机器人) of WeCom (企业微信) and DingTalk (钉钉): where they may be, how often they may speak, what they
 * say, and what their answers mean. The words hold titles and links only, never a person's data nor the text of an order.
 */
import { formatMoment } from '../calendar.ts';
import type { Outcome } from './delivery.ts';
import { groupOf, NOTICE_GROUP_WORDS } from './notice.ts';

export const ROBOT_KINDS = ['wecom', 'dingtalk'] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];
export const ROBOT_KIND_WORDS: Record<RobotKind, string> = { wecom: '企业微信群机器人', dingtalk: '钉钉群机器人' };

/** The public service of each, over HTTPS; other origins only by this installation's setting. */
export const ROBOT_ORIGINS: Record<RobotKind, string> = {
  wecom: 'https://qyapi.weixin.qq.com',
  dingtalk: 'https://oapi.dingtalk.com',
};
const ROBOT_PATHS: Record<RobotKind, { readonly path: string; readonly key: string }> = {
  wecom: { path: '/cgi-bin/webhook/send', key: 'key' },
  dingtalk: { path: '/robot/send', key: 'access_token' },
};

interface AddressParts {
  /** `https://host` or `https://host:port`, in lower case. */
  readonly origin: string;
  readonly path: string;
  readonly key: string;
}

/** Scheme, host, path and query, and nothing that parsers read differently: no user, backslash, space or fragment. */
const ADDRESS = /^(https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)(\/[\w./-]*)\?([\w.~%=&-]+)$/i;

function partsOf(kind: RobotKind, address: string): AddressParts | null {
  const [, origin, path, query] = ADDRESS.exec(address) ?? [];
  if (origin === undefined || path === undefined || query === undefined) return null;
  const key = new RegExp(`(?:^|&)${ROBOT_PATHS[kind].key}=([^&]+)`).exec(query)?.[1] ?? '';
  return { origin: origin.toLowerCase(), path, key };
}

/** What is wrong with a robot's address, as a sentence; null when it may be kept. `extra` are the origins set here. */
export function addressProblem(kind: RobotKind, address: string, extra: readonly string[]): string | null {
  const example = `${ROBOT_ORIGINS[kind]}${ROBOT_PATHS[kind].path}?${ROBOT_PATHS[kind].key}=…`;
  const parts = partsOf(kind, address);
  if (!parts) return `机器人地址不正确，应形如 ${example}，请从群设置中完整复制`;
  if (parts.origin !== ROBOT_ORIGINS[kind] && !extra.includes(parts.origin))
    return `只能发往${ROBOT_KIND_WORDS[kind]}的官方地址（${ROBOT_ORIGINS[kind]}）；私有化部署的地址请由系统管理员在 WEBHOOK_HOSTS 中登记`;
  if (parts.path !== ROBOT_PATHS[kind].path || parts.key === '')
    return `机器人地址不完整，应形如 ${example}，请从群设置中完整复制`;
  return null;
}

/** An address as it may be shown: where it leads, and the last four characters of its key. */
export function maskedAddress(kind: RobotKind, address: string): string {
  const parts = partsOf(kind, address);
  return `${parts?.origin.replace(/^https?:\/\//, '') ?? ''} ····${parts && 12 <= parts.key.length ? parts.key.slice(-4) : ''}`;
}

/** Both services take twenty messages a minute of one robot, and then refuse it for a while. */
export const ROBOT_MESSAGES_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/**
 * When the robot may speak next, given the instants of its last messages: now, or when the twentieth before is a minute
 * old. Counted over every span of a minute, not over minutes of the clock.
 */
export function robotFreeAt(sentAt: readonly Date[], at: Date): Date {
  const recent = sentAt.map((sent) => sent.getTime()).filter((sent) => at.getTime() - MINUTE_MS < sent);
  if (recent.length < ROBOT_MESSAGES_A_MINUTE) return at;
  const decisive = recent.sort((a, b) => b - a)[ROBOT_MESSAGES_A_MINUTE - 1] ?? at.getTime();
  return new Date(decisive + MINUTE_MS);
}

export interface RobotItem {
  readonly kind: string;
  readonly title: string;
  readonly link: string | null;
  readonly createdAt: Date;
}

/** WeCom takes 4,096 bytes of UTF-8; the rest is for the line that says how many more there are. */
const MOST_BYTES = 3_800;
const bytesOf = (text: string): number =>
  [...text].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);

/** One message of several notices, in the order in which they happened, as Markdown that both robots understand. */
export function robotMessage(items: readonly RobotItem[]): { readonly title: string; readonly markdown: string } {
  const [first] = items;
  const title =
    items.length === 1 && first
      ? `结对平台：${NOTICE_GROUP_WORDS[groupOf(first.kind)]}`
      : `结对平台：${items.length} 条通知`;
  const lines: string[] = [`**${title}**`];
  let bytes = bytesOf(title) + 8;
  let told = 0;
  for (const item of items) {
    const words = `${formatMoment(item.createdAt)} ${plain(item.title)}`;
    const line = item.link === null ? `> ${words}` : `> [${words}](${item.link})`;
    bytes += bytesOf(line) + 2;
    if (MOST_BYTES < bytes) break;
    lines.push(line);
    told += 1;
  }
  if (told < items.length) lines.push(`> 另有 ${items.length - told} 条，请登录结对平台查看。`);
  return { title, markdown: lines.join('\n\n') };
}

/** A title cannot end the link or begin markup of its own. */
const plain = (text: string): string =>
  text.replace(/[[\]()*`<>#_~\\]/g, (mark) => FULL_WIDTH[mark] ?? ' ').replace(/\s+/g, ' ');
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '<': '〈',
  '>': '〉',
  '*': '＊',
  '#': '＃',
};

/** The body of the POST: the same shape for both but for one name. */
export function robotBody(
  kind: RobotKind,
  { title, markdown }: { readonly title: string; readonly markdown: string },
): string {
  return JSON.stringify({
    msgtype: 'markdown',
    markdown: kind === 'wecom' ? { content: markdown } : { title, text: markdown },
  });
}

/** Codes after which the same message may be tried again. Source: the error tables of both services. */
const AGAIN: Record<RobotKind, Readonly<Record<string, string>>> = {
  wecom: { '-1': '企业微信繁忙', '45009': '发送过于频繁（每分钟最多 20 条）', '45033': '同时发送过多' },
  dingtalk: {
    '-1': '钉钉繁忙',
    '130101': '发送过于频繁（每分钟最多 20 条）',
    '410100': '发送过于频繁（每分钟最多 20 条）',
  },
};
/** Codes that say what a person has to change. */
const NEVER: Record<RobotKind, Readonly<Record<string, string>>> = {
  wecom: {
    '93000': '机器人地址无效或机器人已被移除，请在群里重新添加并更新地址',
    '93004': '机器人已停用，请在群里重新启用',
    '93008': '机器人不在群里，请重新添加',
    '40058': '内容不符合企业微信的要求',
    '44004': '内容为空',
    '45002': '内容过长',
  },
  dingtalk: {
    '310000': '安全设置未通过：请核对加签密钥，或把“结对”设为关键词，或放行本服务器的地址',
    '300001': '机器人地址无效，请在群里重新添加并更新地址',
    '400013': '群已解散',
    '400101': '机器人地址无效，请在群里重新添加并更新地址',
    '400102': '机器人已停用，请在群里重新启用',
    '400105': '不支持的消息类型',
    '400106': '机器人已被移除，请在群里重新添加并更新地址',
    '430101': '内容含有不被允许的外链',
    '430102': '内容含有不合适的文字',
    '430104': '内容不合适',
    '40035': '缺少参数',
  },
};

/** What an answer means. `body` is the text as received; both services answer 200 with an `errcode`, 0 when all is well. */
export function robotOutcome(kind: RobotKind, status: number, body: string): Outcome {
  if (300 <= status && status < 400)
    return { kind: 'never', error: `对方要求转到其他地址（${status}），已拒绝。请核对机器人地址` };
  if (status === 429 || 500 <= status) return { kind: 'again', error: `对方暂时不能受理（HTTP ${status}）` };
  if (status < 200 || 400 <= status) return { kind: 'never', error: `对方不受理（HTTP ${status}），请核对机器人地址` };
  const code = errcodeIn(body);
  if (code === null) return { kind: 'again', error: '对方的答复不是机器人应有的格式' };
  if (code === 0) return { kind: 'sent' };
  const again = AGAIN[kind][String(code)];
  if (again) return { kind: 'again', error: `${again}（errcode ${code}）` };
  return { kind: 'never', error: `${NEVER[kind][String(code)] ?? '对方拒绝了消息'}（errcode ${code}）` };
}

function errcodeIn(body: string): number | null {
  try {
    const { errcode } = JSON.parse(body) as { errcode?: unknown };
    return typeof errcode === 'number' ? errcode : null;
  } catch {
    return null;
  }
}
