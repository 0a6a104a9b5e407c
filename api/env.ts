/**
 * The settings of a process, from the environment: the one place that reads it. Everything wrong is told at once.
 * .env.example says the same in words for the one who installs.
 */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { StartRefused } from '@jiedui/db/refused.ts';
import { z } from 'zod';
import type { MailSettings } from './hall/courier/mailer.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ON = ['on', 'true', '1', 'yes'];
const OFF = ['off', 'false', '0', 'no'];

/** Words for both languages: what is wrong with the value, and what it should be. */
const wrong = (zh: string, en: string) => ({ error: `${zh} | ${en}` });

const onOff = z
  .string()
  .toLowerCase()
  .refine((word) => [...ON, ...OFF].includes(word), wrong('应为 on 或 off', 'must be on or off'))
  .transform((word) => ON.includes(word));

const choice = <const T extends readonly string[]>(values: T) =>
  z.enum(values, wrong(`应为 ${values.join('、')} 之一`, `must be one of ${values.join(', ')}`));

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
const EMAIL_FROM = /^([^<>\r\n"@,;:]{1,60} )?<?[^\s<>@,;:]+@[a-z0-9.-]+\.[a-z]{2,}>?$/i;

/** `http://` or `https://`, a host, perhaps a port, and nothing else. */
const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text.toLowerCase();

/** 32 bytes, as 64 hexadecimal digits or in base64. */
const keyOf = (text: string) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');

const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, wrong('应为 0 到 65535 的整数', 'must be a whole number from 0 to 65535'))
    .transform(Number)
    .refine((port) => port <= 65_535, wrong('应为 0 到 65535 的整数', 'must be a whole number from 0 to 65535'))
    .default(8787),
  HOST: z
    .string()
    .refine(
      (host) => isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host),
      wrong(
        '应为 IP 地址或主机名，例如 127.0.0.1 或 0.0.0.0',
        'must be an address or a host name, such as 127.0.0.1 or 0.0.0.0',
      ),
    )
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      wrong(
        '应形如 postgresql://用户:密码@主机:5432/数据库',
        'must look like postgresql://user:password@host:5432/database',
      ),
    )
    .optional(),
  AUTHORITY_NAME: z.string().max(40).default('天水市民政局'),
  DEMO: choice(['tianshui', 'none']).optional(),
  NODE_ENV: choice(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: choice(LOG_LEVELS).default('info'),
  COOKIE_SECURE: onOff.optional(),
  PERSISTED_ONLY: onOff.optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, wrong('应形如 smtps://账号:密码@主机:465', 'must look like smtps://user:password@host:465'))
    .optional(),
  SMTP_HOST: z.string().regex(HOST_NAME, wrong('应为主机名或 IP 地址', 'must be a host name or address')).optional(),
  SMTP_PORT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, wrong('应为端口号，例如 465 或 587', 'must be a port, such as 465 or 587'))
    .transform(Number)
    .optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_TLS: choice(['tls', 'starttls', 'off']).optional(),
  SMTP_FROM: z
    .string()
    .regex(
      EMAIL_FROM,
      wrong(
        '应为发件邮箱，例如 结对平台 <jiedui@example.cn>',
        'must be an address, such as Jiedui <jiedui@example.cn>',
      ),
    )
    .optional(),
  PUBLIC_URL: z
    .string()
    .transform((text) => text.replace(/\/$/, ''))
    .refine(isOrigin, wrong('应形如 https://jiedui.example.cn，不含路径', 'must look like https://jiedui.example.cn'))
    .optional(),
  SECRET_KEY: z
    .string()
    .transform((list) => list.split(',').map((key) => keyOf(key.trim())))
    .refine(
      (keys) => keys.every((key) => key.length === 32),
      wrong(
        '应为 32 字节的密钥（64 位十六进制或 base64）',
        'must be a key of 32 bytes (64 hexadecimal digits or base64)',
      ),
    )
    .optional(),
  WEBHOOK_HOSTS: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim().replace(/\/$/, '').toLowerCase()))
    .refine(
      (list) => list.every(isOrigin),
      wrong(
        '应为以逗号分隔的地址，例如 https://wecom.example.cn',
        'must be origins separated by commas, such as https://wecom.example.cn',
      ),
    )
    .optional(),
  TRUST_PROXY: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine(
      (list) => list.every(isAddressRange),
      wrong(
        '应为以逗号分隔的 IP 地址或网段，例如 10.0.0.0/8',
        'must be addresses or ranges separated by commas, such as 10.0.0.0/8',
      ),
    )
    .optional(),
});

export type Env = ReturnType<typeof readEnv>;

/** @throws StartRefused naming every setting that is wrong; an empty value counts as absent */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(
    Object.keys(settings.shape)
      .map((name) => [name, source[name]?.trim()] as const)
      .filter(([, value]) => value),
  );
  const result = settings.safeParse(given);
  const issues = [...(result.error?.issues ?? []), ...talkative(given), ...halfMail(given)];
  if (!result.success || 0 < issues.length) throw refusal(issues, given);
  const read = result.data;
  const production = read.NODE_ENV === 'production';
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: resolve(read.DATA_DIR),
    /** Null: the embedded PostgreSQL. */
    databaseUrl: read.DATABASE_URL ?? null,
    /** The demo's accounts have known passwords, so production has none unless it is asked for. */
    demo: read.DEMO ?? (production ? 'none' : 'tianshui'),
    /** Of the authority that an empty installation without demo data begins with. */
    authorityName: read.AUTHORITY_NAME,
    production,
    logLevel: read.LOG_LEVEL,
    cookieSecure: read.COOKIE_SECURE ?? production,
    persistedOnly: read.PERSISTED_ONLY ?? production,
    /** The proxies whose word about the client's address is taken. */
    trustProxy: read.TRUST_PROXY ?? (false as const),
    /** Null: this installation writes no e-mail. */
    mail: mailSettings(read),
    /** Where people reach it from outside; without it messages name no link. */
    publicUrl: read.PUBLIC_URL ?? null,
    /** The first seals what the database must not hold in the open, all open it; without one no robot can be kept. */
    secretKeys: read.SECRET_KEY ?? [],
    /** Origins of robots besides the official ones. */
    webhookOrigins: read.WEBHOOK_HOSTS ?? [],
  };
}

/** From SMTP_URL, whose parts the single settings override. */
function mailSettings(read: z.infer<typeof settings>): MailSettings | null {
  const url = read.SMTP_URL ? new URL(read.SMTP_URL) : null;
  const host = read.SMTP_HOST ?? url?.hostname;
  if (!host || !read.SMTP_FROM) return null;
  const port =
    read.SMTP_PORT ?? (Number(url?.port) || (url?.protocol === 'smtp:' || read.SMTP_TLS === 'starttls' ? 587 : 465));
  return {
    host,
    port,
    tls: read.SMTP_TLS ?? (url?.protocol === 'smtps:' || port === 465 ? 'tls' : 'starttls'),
    user: read.SMTP_USER ?? (decodeURIComponent(url?.username ?? '') || null),
    password: read.SMTP_PASSWORD ?? (decodeURIComponent(url?.password ?? '') || null),
    from: read.SMTP_FROM,
  };
}

/** The folder in which a command was typed: npm runs scripts in the product's own. */
export function callerFolder(source: Record<string, string | undefined> = process.env): string {
  return source.INIT_CWD || '.';
}

type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** Looked at apart from the rest, because a rule about two settings is not tried while a third is wrong. */
function talkative(given: Record<string, unknown>): Issue[] {
  if (given.NODE_ENV !== 'production' || !['debug', 'trace'].includes(String(given.LOG_LEVEL))) return [];
  return [{ path: ['LOG_LEVEL'], message: '生产环境不可用 debug、trace | must not be debug or trace in production' }];
}

/** A mail server without a sender, or a sender without a server, would be silence that nobody notices. */
function halfMail(given: Record<string, unknown>): Issue[] {
  const server = given.SMTP_URL ?? given.SMTP_HOST;
  if (server && !given.SMTP_FROM)
    return [{ path: ['SMTP_FROM'], message: '设置了发信服务器，还需写明发件邮箱 | is needed beside a mail server' }];
  if (!server && given.SMTP_FROM)
    return [{ path: ['SMTP_HOST'], message: '设置了发件邮箱，还需写明发信服务器 | is needed beside SMTP_FROM' }];
  return [];
}

/** Settings that hold a secret: what was given is not repeated. */
const SECRET = ['DATABASE_URL', 'SMTP_URL', 'SMTP_PASSWORD', 'SECRET_KEY'];

function refusal(issues: readonly Issue[], given: Record<string, unknown>): StartRefused {
  const lines = issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = SECRET.includes(name) ? '' : ` "${given[name] ?? ''}"`;
    const [zh, en] = issue.message.split(' | ');
    return { zh: `  ${name}${value} ${zh}`, en: `  ${name}${value} ${en ?? zh}` };
  });
  return new StartRefused(
    ['以下设置不正确，请修改后重新启动（说明见 .env.example）：', ...lines.map(({ zh }) => zh)].join('\n'),
    ['These settings are wrong; change them and start again (see .env.example):', ...lines.map(({ en }) => en)].join(
      '\n',
    ),
  );
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname } = new URL(text);
  return ['postgres:', 'postgresql:'].includes(protocol) && 1 < pathname.length;
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search } = new URL(text);
  return ['smtp:', 'smtps:'].includes(protocol) && hostname !== '' && pathname.length <= 1 && search === '';
}

function isAddressRange(text: string): boolean {
  const [address, bits, more] = text.split('/');
  const version = isIP(address ?? '');
  return (
    version !== 0 &&
    more === undefined &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}
