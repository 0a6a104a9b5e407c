/** The one call to an address that a person gave: only where it may go, never inside, signed, in time; and sealed at rest. */
import { createHmac, randomBytes } from 'node:crypto';
import { isPublicAddress } from '@jiedui/api/hall/courier/public-address.ts';
import { robotCaller } from '@jiedui/api/hall/courier/robot-call.ts';
import { sealingWith } from '@jiedui/api/hall/courier/sealing.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Receiver, receiver } from './receiver.ts';

let local: Receiver;
beforeAll(async () => {
  local = await receiver();
});
afterAll(() => local.close());
beforeEach(() => {
  local.received.length = 0;
  local.answer({});
});

const AT = new Date('2026-11-24T02:00:00.000Z');
const BODY = '{"msgtype":"markdown"}';
const wecom = (origin: string) => `${origin}/cgi-bin/webhook/send?key=0123456789abcdef`;
const dingtalk = (origin: string) => `${origin}/robot/send?access_token=0123456789abcdef`;
const call = (
  address: string,
  origins: readonly string[],
  more: object = {},
  resolve?: Parameters<typeof robotCaller>[1],
) => robotCaller(origins, resolve)({ kind: 'wecom', address, secret: null, body: BODY, at: AT, ...more });

describe('a call', () => {
  test('reaches an origin that the setting names', async () => {
    expect(await call(wecom(local.origin), [local.origin])).toEqual({ kind: 'sent' });
    expect(local.received).toMatchObject([{ body: { msgtype: 'markdown' } }]);
    expect(local.received[0]?.url.searchParams.get('key')).toBe('0123456789abcdef');
  });

  test('of DingTalk is signed over the instant and the secret', async () => {
    await call(dingtalk(local.origin), [local.origin], { kind: 'dingtalk', secret: 'SECabc' });
    const query = local.received[0]?.url.searchParams;
    expect(query?.get('timestamp')).toBe(String(AT.getTime()));
    expect(query?.get('sign')).toBe(createHmac('sha256', 'SECabc').update(`${AT.getTime()}\nSECabc`).digest('base64'));
    expect(query?.get('access_token')).toBe('0123456789abcdef');
  });

  test('goes nowhere else', async () => {
    expect(await call(wecom(local.origin), [])).toMatchObject({ kind: 'never' });
    expect(await call(wecom(local.origin), ['http://127.0.0.1:1'])).toMatchObject({ kind: 'never' });
    expect(local.received).toEqual([]);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.1.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
  ])('is refused when the official name means %s, alone or beside a public address', async (address) => {
    const inside = { address, family: address.includes(':') ? 6 : 4 };
    for (const places of [[inside], [{ address: '1.1.1.1', family: 4 }, inside]]) {
      const outcome = await call(wecom('https://qyapi.weixin.qq.com'), [], {}, async () => places);
      expect(outcome).toMatchObject({ kind: 'never', error: expect.stringContaining('内网') });
    }
  });

  test('goes to the address that was checked, though the name means another by then', async () => {
    let asked = 0;
    const outcome = await call(
      wecom(`http://robot.test:${local.port}`),
      [`http://robot.test:${local.port}`],
      {},
      async () => {
        asked += 1;
        return [{ address: '127.0.0.1', family: 4 }];
      },
    );
    expect(outcome).toEqual({ kind: 'sent' });
    expect(asked).toBe(1);
    expect(local.received[0]?.headers.host).toBe(`robot.test:${local.port}`);
  });

  test('follows no redirect', async () => {
    local.answer({ status: 302, headers: { location: `${local.origin}/elsewhere` } });
    expect(await call(wecom(local.origin), [local.origin])).toMatchObject({ kind: 'never' });
    expect(local.received).toHaveLength(1);
  });

  test('ends after five seconds, or 64 KB', async () => {
    local.answer({ body: 'x'.repeat(70_000) });
    expect(await call(wecom(local.origin), [local.origin])).toMatchObject({ kind: 'again' });
    local.answer('hang');
    const outcome = await call(wecom(local.origin), [local.origin]);
    expect(outcome).toMatchObject({ kind: 'again', error: expect.stringContaining('5 秒') });
  }, 15_000);

  test('that finds no server or no name is tried again, and its error holds no address', async () => {
    const away = await receiver();
    await away.close();
    const refused = await call(wecom(away.origin), [away.origin]);
    expect(refused).toEqual({ kind: 'again', error: '对方拒绝连接' });
    const unknown = await call(wecom('https://qyapi.weixin.qq.com'), [], {}, async () =>
      Promise.reject(new Error('ENOTFOUND')),
    );
    expect(unknown).toMatchObject({ kind: 'again' });
  });
});

test.each([
  ['8.8.8.8', true],
  ['2400:3200::1', true],
  ['172.15.255.255', true],
  ['172.16.0.0', false],
  ['172.31.255.255', false],
  ['172.32.0.0', true],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['::', false],
  ['ff02::1', false],
  ['not an address', false],
])('%s is public: %s', (address, open) => expect(isPublicAddress(address)).toBe(open));

describe('a sealed secret', () => {
  const [old, young] = [randomBytes(32), randomBytes(32)];
  test('opens for its row with its key, also after a new key came in front', () => {
    const sealed = sealingWith([old]).seal('https://x?key=1', 'row');
    expect(sealed).not.toContain('key=1');
    expect(sealingWith([young, old]).open(sealed, 'row')).toBe('https://x?key=1');
    expect(sealingWith([old]).seal('https://x?key=1', 'row')).not.toBe(sealed);
  });
  test('does not open for another row, with another key, or changed', () => {
    const sealed = sealingWith([old]).seal('secret', 'row');
    expect(() => sealingWith([old]).open(sealed, 'other')).toThrow();
    expect(() => sealingWith([young]).open(sealed, 'row')).toThrow(/key that is not here/);
    const flipped = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => sealingWith([old]).open(flipped, 'row')).toThrow();
  });
});
