/** E-mail against real SMTP servers: encryption and accounts, refusals, silence, and connections that break in the middle. */
import { openMailer, type MailSettings } from '@jiedui/api/hall/courier/mailer.ts';
import { afterEach, expect, test } from 'vitest';
import { mailServer, oddServer, readMail } from './mail-server.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const MAIL = {
  id: '0199b5c0-0000-7000-8000-000000000001',
  to: 'lihua@example.cn',
  letter: { subject: '心连心接了“入户量血压”', text: '李华，您好：\n\n请确认。\n', html: '<p>李华，您好</p>' },
  date: new Date('2026-11-24T02:00:00Z'),
};
const server = async (...given: Parameters<typeof mailServer>) => {
  const made = await mailServer(...given);
  closing.push(() => made.close());
  return made;
};
const send = (settings: MailSettings) => {
  const mailer = openMailer(settings);
  closing.push(() => mailer.close());
  return mailer.send(MAIL);
};

test.each(['starttls', 'tls'] as const)('is sent over %s with an account, its id, date and words', async (tls) => {
  const made = await server(tls);
  expect(await send(made.settings)).toEqual({ kind: 'sent' });
  const [mail] = made.taken;
  expect(mail).toMatchObject({
    to: ['lihua@example.cn'],
    from: 'jiedui@example.cn',
    secure: true,
    messageId: `<${MAIL.id}@example.cn>`,
  });
  expect(mail?.raw).toMatch(/^Date: Tue, 24 Nov 2026 02:00:00/m);
  expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/im);
  expect(readMail(mail?.raw ?? '')).toMatchObject({
    subject: MAIL.letter.subject,
    text: expect.stringContaining('请确认'),
  });
});

test('is not sent in the open when encryption is asked and not offered, nor to a stranger’s certificate', async () => {
  const open = await server('off');
  expect(await send({ ...open.settings, tls: 'starttls' })).toMatchObject({ kind: 'again' });
  expect(open.taken).toEqual([]);
  const { ca: _ca, ...stranger } = (await server('tls')).settings;
  expect(await send(stranger)).toMatchObject({ kind: 'again' });
});

test('a wrong password is for the administrator, and is tried again', async () => {
  const made = await server();
  expect(await send({ ...made.settings, password: 'wrong' })).toMatchObject({
    kind: 'again',
    error: expect.stringContaining('账号或密码'),
  });
});

test('a refused recipient is dead at once, a full mailbox is not', async () => {
  const refusing = (code: number) =>
    server('starttls', {
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: code })),
    });
  expect(await send((await refusing(550)).settings)).toMatchObject({
    kind: 'never',
    error: expect.stringContaining('550'),
  });
  expect(await send((await refusing(452)).settings)).toMatchObject({ kind: 'again' });
});

test('a letter refused after it was read is dead for 554, waits for 451', async () => {
  const made = await server();
  made.behave(async () => Object.assign(new Error('spam'), { responseCode: 554 }));
  expect(await send(made.settings)).toMatchObject({ kind: 'never', error: expect.stringContaining('554') });
  made.behave(async () => Object.assign(new Error('later'), { responseCode: 451 }));
  expect(await send(made.settings)).toMatchObject({ kind: 'again' });
});

test('a server that is not there, hangs up in the middle, or speaks another language is tried again', async () => {
  const settings = { host: '127.0.0.1', tls: 'off', user: null, password: null, from: 'jiedui@example.cn' } as const;
  const gone = await oddServer([]);
  gone.close();
  expect(await send({ ...settings, port: gone.port })).toMatchObject({ kind: 'again' });
  const dropping = await oddServer(['220 here', '250 hello', '250 from', '250 to', '354 go on']);
  closing.push(dropping.close);
  expect(await send({ ...settings, port: dropping.port })).toMatchObject({ kind: 'again' });
  const web = await oddServer(['HTTP/1.1 400 Bad Request']);
  closing.push(web.close);
  expect(await send({ ...settings, port: web.port })).toMatchObject({ kind: 'again' });
});

test('a server that says nothing is given up after eight seconds', async () => {
  const hanging = await oddServer(null);
  closing.push(hanging.close);
  expect(
    await send({
      host: '127.0.0.1',
      port: hanging.port,
      tls: 'off',
      user: null,
      password: null,
      from: 'jiedui@example.cn',
    }),
  ).toMatchObject({ kind: 'again' });
}, 20_000);
