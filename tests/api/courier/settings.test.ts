/** The settings that let something leave: none by default, whole or refused, and secrets are not repeated. */
import { readEnv } from '@jiedui/api/env.ts';
import { expect, test } from 'vitest';

test('nothing is open by default', () => {
  expect(readEnv({})).toMatchObject({ mail: null, secretKeys: [], webhookOrigins: [], publicUrl: null });
});

test('a mail server is read from its address or from single settings', () => {
  expect(
    readEnv({ SMTP_URL: 'smtps://a%40b.cn:p%23@smtp.example.cn', SMTP_FROM: '结对平台 <jiedui@example.cn>' }).mail,
  ).toEqual({
    host: 'smtp.example.cn',
    port: 465,
    tls: 'tls',
    user: 'a@b.cn',
    password: 'p#',
    from: '结对平台 <jiedui@example.cn>',
  });
  expect(readEnv({ SMTP_URL: 'smtp://smtp.example.cn', SMTP_FROM: 'jiedui@example.cn' }).mail).toMatchObject({
    port: 587,
    tls: 'starttls',
    user: null,
  });
  expect(
    readEnv({ SMTP_HOST: 'smtp.example.cn', SMTP_PORT: '25', SMTP_TLS: 'off', SMTP_FROM: 'jiedui@example.cn' }).mail,
  ).toMatchObject({ port: 25, tls: 'off' });
});

test.each([
  [{ SMTP_HOST: 'smtp.example.cn' }, 'SMTP_FROM'],
  [{ SMTP_FROM: 'jiedui@example.cn' }, 'SMTP_HOST'],
  [{ SMTP_URL: 'http://smtp.example.cn', SMTP_FROM: 'jiedui@example.cn' }, 'SMTP_URL'],
  [{ PUBLIC_URL: 'jiedui.example.cn' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'https://jiedui.example.cn/path' }, 'PUBLIC_URL'],
  [{ WEBHOOK_HOSTS: 'wecom.example.cn' }, 'WEBHOOK_HOSTS'],
  [{ SECRET_KEY: 'too-short' }, 'SECRET_KEY'],
])('%j is refused by name', (given, name) => {
  expect(() => readEnv(given)).toThrow(name);
});

test('a refused secret is not repeated', () => {
  expect(() => readEnv({ SECRET_KEY: 'my-secret-key', SMTP_URL: 'x://user:hunter2@h' })).toThrow(
    expect.objectContaining({ message: expect.not.stringMatching(/my-secret-key|hunter2/) }),
  );
});
