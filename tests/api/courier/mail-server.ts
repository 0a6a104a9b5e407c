/** A real SMTP server on a port of its own, with accounts and encryption, that keeps what it took and can misbehave on demand. */
import { createServer } from 'node:net';
import type { MailSettings } from '@jiedui/api/hall/courier/mailer.ts';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { CERTIFICATE, CERTIFICATE_KEY } from './certificate.ts';

export interface TakenMail {
  readonly to: string[];
  readonly from: string;
  readonly raw: string;
  readonly secure: boolean;
  readonly messageId: string;
}

export interface MailServer {
  readonly settings: MailSettings;
  readonly taken: TakenMail[];
  /** What it answers to the next letters, when it has been read whole. */
  behave(how: (mail: TakenMail) => Promise<Error | null>): void;
  close(): Promise<void>;
}

export const PASSWORD = 'open-the-post';

export async function mailServer(
  tls: MailSettings['tls'] = 'starttls',
  options: Partial<SMTPServerOptions> = {},
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  let behaviour: (mail: TakenMail) => Promise<Error | null> = async () => null;
  const server = new SMTPServer({
    secure: tls === 'tls',
    key: CERTIFICATE_KEY,
    cert: CERTIFICATE,
    ...(tls === 'off' && { hideSTARTTLS: true, allowInsecureAuth: true }),
    closeTimeout: 300,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'jiedui' && password === PASSWORD
        ? done(null, { user: username })
        : done(Object.assign(new Error('authentication failed'), { responseCode: 535 })),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const mail: TakenMail = {
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          raw,
          secure: session.secure,
          messageId: /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? '',
        };
        void behaviour(mail).then((error) => {
          if (error) return done(error);
          taken.push(mail);
          done();
        });
      });
    },
    ...options,
  });
  server.on('error', () => {}); // a client that breaks off is part of the tests
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as { port: number }).port));
  });
  return {
    settings: {
      host: '127.0.0.1',
      port,
      tls,
      user: 'jiedui',
      password: PASSWORD,
      from: '结对平台 <jiedui@example.cn>',
      ...(tls !== 'off' && { ca: CERTIFICATE }),
    },
    taken,
    behave(how) {
      behaviour = how;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that takes the connection and says nothing, or says these lines and hangs up. */
export async function oddServer(lines: readonly string[] | null): Promise<{ port: number; close(): void }> {
  const open = new Set<import('node:net').Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    if (lines) {
      const left = [...lines];
      const say = () => {
        const line = left.shift();
        if (line === undefined) socket.destroy();
        else socket.write(`${line}\r\n`);
      };
      say();
      socket.on('data', say);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** The subject and the plain text of a letter, decoded. */
export function readMail(raw: string): { subject: string; text: string; html: string } {
  const subject = [...raw.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)];
  const head = /^Subject: ((?:.*)(?:\r\n[ \t].*)*)/im.exec(raw)?.[1] ?? '';
  const decode = (mode: string, words: string) =>
    mode.toUpperCase() === 'B'
      ? Buffer.from(words, 'base64').toString('utf8')
      : Buffer.from(
          words
            .replace(/_/g, ' ')
            .replace(/=([0-9A-F]{2})/g, (_m, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString('utf8');
  const plainSubject =
    subject.length === 0
      ? head
      : head
          .replace(/\?=\s+=\?/g, '?==?')
          .replace(/\r\n[ \t]/g, '')
          .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_m, mode: string, words: string) => decode(mode, words));
  const partOf = (type: string) => {
    const part = new RegExp(`Content-Type: ${type}[^]*?\\r\\n\\r\\n([^]*?)\\r\\n--`, 'i').exec(raw);
    const heading = part?.[0].split('\r\n\r\n')[0] ?? '';
    const body = part?.[1] ?? '';
    if (/base64/i.test(heading)) return Buffer.from(body, 'base64').toString('utf8');
    if (/quoted-printable/i.test(heading))
      return Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_m, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
    return body;
  };
  return { subject: plainSubject, text: partOf('text/plain'), html: partOf('text/html') };
}
