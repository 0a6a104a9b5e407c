/** A fault in the log says where and what kind, never whose data. */
import { faultOf } from '@jiedui/api/log.ts';
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';

test('the values of a failed statement are not written, its code and place are', () => {
  const driver = Object.assign(new Error('duplicate key value violates unique constraint "accounts_login"'), {
    code: '23505',
    detail: 'Key (login)=(zhangsan) already exists.',
  });
  const fault = faultOf(new DrizzleQueryError('insert into accounts (login) values ($1)', ['zhangsan'], driver));
  const written = JSON.stringify(fault);
  expect(written).not.toContain('zhangsan');
  expect(written).toContain('23505');
  expect(written).toContain('accounts_login');
  expect(written).toContain('log.test.ts');
});
