/**
 * The closed list of error codes that can appear in GraphQL's `errors`. Refusals of rules are not here:
 * they travel as values in the unions of the mutations.
 */
import { GraphQLError } from 'graphql';

export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'PASSWORD_CHANGE_FIRST',
  'BAD_USER_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'QUERY_TOO_LARGE',
  'PERSISTED_DOCUMENTS_ONLY',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status of an answer that carries nothing but this error. */
const STATUS: Partial<Record<ErrorCode, number>> = { SERVICE_UNAVAILABLE: 503, INTERNAL: 500 };

export function codedError(code: ErrorCode, message: string, more: Record<string, unknown> = {}): GraphQLError {
  const status = STATUS[code];
  return new GraphQLError(message, { extensions: { code, ...more, ...(status ? { http: { status } } : {}) } });
}

/** The viewer has no session, or it ended while the page was open. */
export const unauthenticated = () =>
  codedError('UNAUTHENTICATED', '登录已失效，请重新登录。您填写的内容已保留在本页。');

/** Signed in, but this is not for the viewer's role. Says who can, never what is there. */
export const forbidden = (who: string) => codedError('FORBIDDEN', `您的账号没有此项权限，需要${who}办理。`);

/** Signed in with a password that somebody else told. */
export const passwordChangeFirst = () =>
  codedError('PASSWORD_CHANGE_FIRST', '现在用的是别人告知的初始密码。请先到“密码与登录”改成自己的密码，再继续办理。');

/** Wrong shape: a developer's mistake, or a forged request. Names the field and the value. */
export const badInput = (field: string, value: unknown, remedy: string) =>
  codedError('BAD_USER_INPUT', `“${field}”的值 ${JSON.stringify(value)} 不正确：${remedy}`, { field });

export const isErrorCode = (code: unknown): code is ErrorCode => ERROR_CODES.includes(code as ErrorCode);
