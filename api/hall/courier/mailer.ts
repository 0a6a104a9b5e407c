/** E-mail over SMTP, encrypted unless the setting says otherwise. Every attempt of a message carries the same id, date and words. */
import type { Outcome } from '@jiedui/shared/notice/delivery.ts';
import type { Letter } from '@jiedui/shared/notice/digest.ts';
import { createTransport } from 'nodemailer';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte; starttls: asked for and required; off: in the open, for a server on the same machine. */
  readonly tls: 'tls' | 'starttls' | 'off';
  readonly user: string | null;
  readonly password: string | null;
  /** `结对平台 <jiedui@example.gov.cn>` or a bare address. */
  readonly from: string;
  /** Certificates to trust besides the system's, PEM; NODE_EXTRA_CA_CERTS does the same for a whole process. */
  readonly ca?: string;
}

export interface Mail {
  /** The delivery's id. */
  readonly id: string;
  readonly to: string;
  readonly letter: Letter;
  /** When the delivery was made (UTC), not when it is sent. */
  readonly date: Date;
}

export interface Mailer {
  send(mail: Mail): Promise<Outcome>;
  close(): void;
}

const CONNECT_MS = 8_000;
const SILENCE_MS = 15_000;
/** A server that drips answers would never fall silent. */
const WHOLE_MS = 40_000;

export function openMailer(settings: MailSettings): Mailer {
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'tls',
    requireTLS: settings.tls === 'starttls',
    ignoreTLS: settings.tls === 'off',
    ...(settings.user !== null && { auth: { user: settings.user, pass: settings.password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(settings.ca !== undefined && { ca: settings.ca }) },
    connectionTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s@>]+)>?$/.exec(settings.from)?.[1] ?? 'jiedui.invalid';
  return {
    async send({ id, to, letter, date }) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Outcome>((resolve) => {
        timer = setTimeout(() => resolve({ kind: 'again', error: '发信服务器迟迟没有完成，稍后重试' }), WHOLE_MS);
      });
      const sent = transport
        .sendMail({
          from: settings.from,
          to,
          ...letter,
          date,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        .then((): Outcome => ({ kind: 'sent' }), outcomeOf);
      return Promise.race([sent, late]).finally(() => clearTimeout(timer));
    },
    close: () => transport.close(),
  };
}

/** A server's refusal of the recipient or the letter is for good; of us, or a broken connection, is not. */
function outcomeOf(error: Error & { code?: string; responseCode?: number; command?: string }): Outcome {
  const { code = '', responseCode = 0 } = error;
  if (code === 'EAUTH')
    return { kind: 'again', error: `发信服务器不接受账号或密码（${responseCode}），请系统管理员核对` };
  if (code === 'ETLS') return { kind: 'again', error: '发信服务器不支持加密或证书不受信任，请系统管理员核对' };
  if (code === 'EENVELOPE' && 500 <= responseCode && responseCode < 600)
    return { kind: 'never', error: `收件服务器不接受这个邮箱（${responseCode}），请本人核对邮箱` };
  if (code === 'EMESSAGE' && 500 <= responseCode && responseCode < 600)
    return { kind: 'never', error: `收件服务器不接受这封邮件（${responseCode}）` };
  if (code === 'ETIMEDOUT') return { kind: 'again', error: '发信服务器没有答复' };
  if (0 < responseCode) return { kind: 'again', error: `发信服务器暂时不受理（${responseCode}）` };
  return { kind: 'again', error: `与发信服务器的连接中断（${code || '未知原因'}）` };
}
