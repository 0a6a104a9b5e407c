/** Notices: groups, quiet hours over midnight, digests around 24/25 and month ends, waits, the robots' limit and answers. */
import {
  afterAttempt,
  DELIVERY_STATES,
  DELIVERY_STEPS,
  type DeliveryStep,
  MOST_ATTEMPTS,
  moveDelivery,
  waitAfter,
} from '@jiedui/shared/notice/delivery.ts';
import { codeLetter, digestPeriod, letterOf, nextDigestAt } from '@jiedui/shared/notice/digest.ts';
import { CODE_ATTEMPTS, checkCode, isEmailAddress, maskedEmail, mayAskForCode } from '@jiedui/shared/notice/email.ts';
import { cadenceOf, groupOf } from '@jiedui/shared/notice/notice.ts';
import { afterQuiet, DEFAULT_QUIET, isQuiet, minuteOf, minuteWords } from '@jiedui/shared/notice/quiet-hours.ts';
import {
  addressProblem,
  maskedAddress,
  robotBody,
  robotFreeAt,
  robotMessage,
  robotOutcome,
} from '@jiedui/shared/notice/robot.ts';
import { describe, expect, test } from 'vitest';

/** An instant written in Shanghai. */
const at = (text: string) => new Date(`${text}+08:00`);

describe('a kind', () => {
  test.each([
    ['claim.made', 'claim'],
    ['claim.to_confirm', 'claim'],
    ['agreement.ending', 'agreement'],
    ['pairing.ended', 'agreement'],
    ['need.merged', 'other'],
    ['', 'other'],
  ])('%s belongs to %s', (kind, group) => expect(groupOf(kind)).toBe(group));

  test('goes as its person chose, else as is usual', () => {
    expect(cadenceOf('claim.made', {})).toBe('now');
    expect(cadenceOf('claim.made', { claim: 'none' })).toBe('none');
    expect(cadenceOf('session.submitted', { claim: 'none' })).toBe('daily');
  });
});

describe('quiet hours', () => {
  test.each([
    ['2026-11-24T20:59:59.999', '2026-11-24T20:59:59.999'],
    ['2026-11-24T21:00:00.000', '2026-11-25T08:00:00.000'],
    ['2026-11-24T23:59:59.999', '2026-11-25T08:00:00.000'],
    ['2026-11-25T00:00:00.000', '2026-11-25T08:00:00.000'],
    ['2026-11-25T07:59:59.999', '2026-11-25T08:00:00.000'],
    ['2026-11-25T08:00:00.000', '2026-11-25T08:00:00.000'],
    ['2026-12-31T22:00:00.000', '2027-01-01T08:00:00.000'],
    ['2028-02-28T22:00:00.000', '2028-02-29T08:00:00.000'],
  ])('over midnight: what comes at %s is sent at %s', (came, sent) => {
    expect(afterQuiet(DEFAULT_QUIET, at(came))).toEqual(at(sent));
  });

  test('within a day, and never when both ends are one', () => {
    const noon = { fromMinute: 12 * 60, toMinute: 14 * 60 };
    expect(afterQuiet(noon, at('2026-11-24T13:00:00'))).toEqual(at('2026-11-24T14:00:00'));
    expect(isQuiet(noon, at('2026-11-24T14:00:00'))).toBe(false);
    expect(isQuiet({ fromMinute: 600, toMinute: 600 }, at('2026-11-24T10:00:00'))).toBe(false);
    expect(afterQuiet({ fromMinute: 22 * 60, toMinute: 0 }, at('2026-11-24T23:00:00'))).toEqual(
      at('2026-11-25T00:00:00'),
    );
  });

  test('are written as times of day', () => {
    expect([minuteWords(0), minuteWords(1439), minuteOf('08:00'), minuteOf('24:00'), minuteOf('8:00')]).toEqual([
      '00:00',
      '23:59',
      480,
      null,
      null,
    ]);
  });
});

describe('a digest', () => {
  test.each([
    ['daily', '2026-11-24T08:29:59.999', '2026-11-24T08:30:00'],
    ['daily', '2026-11-24T08:30:00.000', '2026-11-25T08:30:00'],
    ['daily', '2026-11-30T22:00:00.000', '2026-12-01T08:30:00'],
    ['daily', '2026-12-31T09:00:00.000', '2027-01-01T08:30:00'],
    ['weekly', '2026-11-24T09:00:00.000', '2026-11-30T08:30:00'],
    ['weekly', '2026-11-30T08:29:59.999', '2026-11-30T08:30:00'],
    ['weekly', '2026-11-30T08:30:00.000', '2026-12-07T08:30:00'],
    ['weekly', '2026-12-28T08:30:00.000', '2027-01-04T08:30:00'],
  ] as const)('%s of what came at %s goes out at %s', (cadence, came, sent) => {
    const due = nextDigestAt(cadence, at(came));
    expect(due).toEqual(at(sent));
    const { from, to } = digestPeriod(cadence, due);
    expect(from <= at(came) && at(came) <= to).toBe(true);
  });

  test('of each day begins where the one before ended', () => {
    const first = digestPeriod('daily', at('2026-11-24T08:30:00'));
    const second = digestPeriod('daily', at('2026-11-25T08:30:00'));
    expect(second.from.getTime() - first.to.getTime()).toBe(1);
  });

  const items = [
    {
      kind: 'claim.made',
      title: '心连心接了“入户<量血压>”',
      body: '最后确认日是2026年11月26日 星期四。',
      link: 'https://jiedui.example.cn/m/orders/1',
      createdAt: at('2026-11-24T10:00:00'),
    },
    { kind: 'order.cancelled', title: '点单撤销了', body: '', link: null, createdAt: at('2026-11-24T11:00:00') },
    { kind: 'claim.confirmed', title: '已确认', body: '', link: null, createdAt: at('2026-11-24T09:00:00') },
  ];
  const facts = {
    name: '李华',
    cadence: 'daily' as const,
    dueAt: at('2026-11-25T08:30:00'),
    items,
    settingsLink: 'https://jiedui.example.cn/m/notice-settings',
  };

  test('names its period and its days, groups by thing, in the order in which it happened', () => {
    const letter = letterOf(facts);
    expect(letter.subject).toBe('结对平台每日汇总（2026年11月25日 星期三）：3 条');
    expect(letter.text).toBe(`李华，您好：

2026年11月24日 08:30 至 2026年11月25日 08:29，与您有关的事共 3 件：

【点单】1 条

· 点单撤销了
  2026年11月24日 星期二 11:00

【接单】2 条

· 已确认
  2026年11月24日 星期二 09:00

· 心连心接了“入户<量血压>”
  最后确认日是2026年11月26日 星期四。
  2026年11月24日 星期二 10:00
  前往办理：https://jiedui.example.cn/m/orders/1

——
本邮件由结对平台自动发出，请勿直接回复。
调整接收方式和免打扰时段：https://jiedui.example.cn/m/notice-settings
`);
  });

  test('as HTML lets no title become markup, and is the same whatever the order it is given in', () => {
    const letter = letterOf(facts);
    expect(letter.html).toContain('入户&lt;量血压&gt;');
    expect(letter.html).not.toContain('<量血压>');
    expect(letterOf({ ...facts, items: [...items].reverse() })).toEqual(letter);
  });

  test('of one notice sent at once has its title as subject', () => {
    expect(letterOf({ ...facts, cadence: 'now', items: items.slice(1, 2), settingsLink: null })).toMatchObject({
      subject: '点单撤销了',
      text: expect.stringContaining('请登录结对平台，打开“通知设置”'),
    });
  });
});

describe('a delivery', () => {
  test('takes each step from its states and no other', () => {
    for (const step of Object.keys(DELIVERY_STEPS) as DeliveryStep[]) {
      for (const state of DELIVERY_STATES) {
        const may = (DELIVERY_STEPS[step].from as readonly string[]).includes(state);
        const next = moveDelivery(state, step);
        expect(next, `${step} from ${state}`).toEqual(
          may ? DELIVERY_STEPS[step].to : expect.objectContaining({ code: 'DELIVERY_NOT_IN', actual: state }),
        );
      }
    }
  });

  test('waits longer each time, by its id, and at most three hours', () => {
    const id = '0199b5c0-0000-7000-8000-000000000001';
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) => waitAfter(index + 1, id));
    expect(waits).toEqual(waits.map((_, index) => waitAfter(index + 1, id)));
    for (const [index, wait] of waits.entries()) {
      const whole = Math.min(30_000 * 4 ** index, 10_800_000);
      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }
    const spread = new Set(Array.from({ length: 50 }, (_, index) => waitAfter(1, `${id}${index}`)));
    expect(spread.size).toBeGreaterThan(45);
  });

  test('is dead after its last attempt, or at once when nothing would help', () => {
    const again = { kind: 'again', error: 'x' } as const;
    expect(afterAttempt('a', MOST_ATTEMPTS - 1, again, at('2026-11-24T09:00:00'))).toMatchObject({
      state: 'waiting',
      error: 'x',
    });
    expect(afterAttempt('a', MOST_ATTEMPTS, again, at('2026-11-24T09:00:00'))).toEqual({
      state: 'dead',
      nextAt: null,
      error: 'x',
    });
    expect(afterAttempt('a', 1, { kind: 'never', error: 'x' }, at('2026-11-24T09:00:00')).state).toBe('dead');
    expect(afterAttempt('a', 1, { kind: 'sent' }, at('2026-11-24T09:00:00'))).toEqual({
      state: 'sent',
      nextAt: null,
      error: null,
    });
  });
});

describe('an address', () => {
  test.each(['lihua@example.cn', 'a.b+c@mail.tianshui.gov.cn'])('%s may be written to', (text) =>
    expect(isEmailAddress(text)).toBe(true),
  );
  test.each([
    '',
    'lihua',
    'li hua@example.cn',
    'a@b',
    'a@example.cn\r\nBcc: x@y.cn',
    '"a"@example.cn',
    'a@@example.cn',
    'a@example.cn,b@example.cn',
    'a@-x.cn',
  ])('%j may not', (text) => expect(isEmailAddress(text)).toBe(false));
  test('is shown without most of its name', () => expect(maskedEmail('lihua@example.cn')).toBe('l···@example.cn'));

  const pending = { email: 'lihua@example.cn', code: '123456', sentAt: at('2026-11-24T09:00:00'), attempts: 0 };
  test('is verified by its code until the last instant, five tries at most', () => {
    expect(checkCode(pending, ' 123456 ', at('2026-11-24T09:15:00.000'))).toBe(true);
    expect(checkCode(pending, '123456', at('2026-11-24T09:15:00.001'))).toMatchObject({ code: 'CODE_GONE' });
    expect(checkCode(pending, '654321', at('2026-11-24T09:01:00'))).toMatchObject({
      code: 'CODE_WRONG',
      remainingAttempts: 4,
    });
    expect(checkCode({ ...pending, attempts: CODE_ATTEMPTS - 1 }, '123456', at('2026-11-24T09:01:00'))).toBe(true);
    expect(checkCode({ ...pending, attempts: CODE_ATTEMPTS }, '123456', at('2026-11-24T09:01:00'))).toMatchObject({
      code: 'CODE_GONE',
    });
    expect(checkCode(null, '123456', at('2026-11-24T09:01:00'))).toMatchObject({ code: 'CODE_GONE' });
  });
  test('is written to once a minute', () => {
    expect(mayAskForCode(pending, at('2026-11-24T09:00:59.999'))).toMatchObject({
      code: 'CODE_TOO_SOON',
      waitSeconds: 1,
    });
    expect(mayAskForCode(pending, at('2026-11-24T09:01:00'))).toBe(true);
    expect(codeLetter('李华', '123456', at('2026-11-24T09:15:00')).text).toContain('2026年11月24日 星期二 09:15 前');
  });
});

describe('a robot', () => {
  const wecom = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=73febdcb-1b38-4d1b-a994-790f21fc8d30';
  const dingtalk = 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef';

  test('is at the official address or one that was set', () => {
    expect(addressProblem('wecom', wecom, [])).toBeNull();
    expect(addressProblem('dingtalk', dingtalk, [])).toBeNull();
    expect(
      addressProblem('wecom', wecom.replace('qyapi.weixin.qq.com', 'wecom.intra.cn:8443'), [
        'https://wecom.intra.cn:8443',
      ]),
    ).toBeNull();
  });
  test.each([
    ['wecom', dingtalk],
    ['dingtalk', wecom],
    ['wecom', wecom.replace('https', 'http')],
    ['wecom', wecom.replace('qyapi.weixin.qq.com', 'qyapi.weixin.qq.com.evil.cn')],
    ['wecom', wecom.replace('qyapi.weixin.qq.com', 'qyapi.weixin.qq.com@evil.cn')],
    ['wecom', wecom.replace('qyapi.weixin.qq.com', 'qyapi.weixin.qq.com:444')],
    ['wecom', wecom.replace('qyapi.weixin.qq.com', '127.0.0.1')],
    ['wecom', wecom.replace('https://', 'https://evil.cn\\')],
    ['wecom', wecom.replace('/cgi-bin', '/other')],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
    ['wecom', `${wecom}#x`],
    ['wecom', 'file:///etc/passwd'],
    ['wecom', ''],
  ] as const)('of %s is not at %s', (kind, address) =>
    expect(addressProblem(kind, address, [])).toMatch(/机器人|WEBHOOK_HOSTS/),
  );

  test('is shown by its host and the end of its key', () => {
    expect(maskedAddress('wecom', wecom)).toBe('qyapi.weixin.qq.com ····8d30');
    expect(maskedAddress('wecom', wecom)).not.toContain('73febdcb');
  });

  test('speaks twenty times in any minute', () => {
    const now = at('2026-11-24T09:01:00.000');
    const sent = (count: number, first: Date) =>
      Array.from({ length: count }, (_, index) => new Date(first.getTime() + index * 1000));
    expect(robotFreeAt([], now)).toEqual(now);
    expect(robotFreeAt(sent(19, at('2026-11-24T09:00:30')), now)).toEqual(now);
    expect(robotFreeAt(sent(20, at('2026-11-24T09:00:30')), now)).toEqual(at('2026-11-24T09:01:30'));
    expect(robotFreeAt(sent(20, at('2026-11-24T09:00:00')), now)).toEqual(now);
    expect(robotFreeAt([...sent(20, at('2026-11-24T09:00:01'))].reverse(), now)).toEqual(at('2026-11-24T09:01:01'));
  });

  test('says what happened in one message, whose titles are no markup, and how many it left out', () => {
    const item = {
      kind: 'claim.made',
      title: '接了“a](http://evil)<b>*',
      link: 'https://x.cn/m/1',
      createdAt: at('2026-11-24T10:00:00'),
    };
    expect(robotMessage([item])).toEqual({
      title: '结对平台：接单',
      markdown: '**结对平台：接单**\n\n> [11月24日 10:00 接了“a］（http://evil）〈b〉＊](https://x.cn/m/1)',
    });
    const many = robotMessage(Array.from({ length: 200 }, () => item));
    expect(Buffer.byteLength(many.markdown)).toBeLessThan(4096);
    expect(many.markdown).toMatch(/另有 \d+ 条，请登录结对平台查看。$/);
    expect(JSON.parse(robotBody('dingtalk', robotMessage([item])))).toMatchObject({
      msgtype: 'markdown',
      markdown: { title: '结对平台：接单' },
    });
    expect(JSON.parse(robotBody('wecom', robotMessage([item]))).markdown.content).toContain('接单');
  });

  test.each([
    ['wecom', 200, '{"errcode":0,"errmsg":"ok"}', 'sent'],
    ['wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'again'],
    ['wecom', 200, '{"errcode":-1,"errmsg":"system busy"}', 'again'],
    ['wecom', 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'never'],
    ['wecom', 200, '{"errcode":77777}', 'never'],
    ['dingtalk', 200, '{"errcode":410100,"errmsg":"send too fast"}', 'again'],
    ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'never'],
    ['dingtalk', 200, '<html>', 'again'],
    ['dingtalk', 200, '[]', 'again'],
    ['dingtalk', 302, '', 'never'],
    ['dingtalk', 404, '', 'never'],
    ['dingtalk', 429, '', 'again'],
    ['dingtalk', 503, '', 'again'],
  ] as const)('of %s that answers %i %s: %s', (kind, status, body, outcome) =>
    expect(robotOutcome(kind, status, body).kind).toBe(outcome),
  );
});
