/**
 * The documents of our own client, by the hash that its build wrote down. In production nothing else is executed
 * which takes away the whole class of hostile queries.
 */
import { readFileSync } from 'node:fs';
import type { GraphQLError } from 'graphql';
import { storableText } from '@jiedui/shared/text.ts';
import { type ErrorCode, codedError } from './errors.ts';

export interface GraphqlBody {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

export type DocumentStore = ReadonlyMap<string, string>;

/** Missing manifest: no document is known, which only a development server without a built client can live with. */
export function readDocuments(manifestPath: string): DocumentStore {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, string>));
  } catch {
    return new Map();
  }
}

/** The request as GraphQL sees it, or the error that refuses it. */
/** One operation to run; `variables` is an object by the time it is here. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

export type ResolvedDocument =
  | { readonly error: GraphQLError; readonly request?: undefined }
  | { readonly error?: undefined; readonly request: GraphqlRequest };

export function resolveDocument(body: unknown, documents: DocumentStore, persistedOnly: boolean): ResolvedDocument {
  const refuse = (code: ErrorCode, message: string) => ({ error: codedError(code, message) });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse('BAD_USER_INPUT', '请求体应为一个 JSON 对象，一次只办理一项操作。');
  }
  const { query, documentId, variables: raw, operationName } = body as GraphqlBody;
  const variables = raw === undefined ? {} : storable(raw);
  if (variables === undefined) return refuse('BAD_USER_INPUT', '内容含有无法保存的字符，请删去后重新输入。');
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    return refuse('BAD_USER_INPUT', 'variables 应为一个 JSON 对象。');
  }
  const given = {
    variables: (variables ?? {}) as GraphqlRequest['variables'],
    operationName: typeof operationName === 'string' ? operationName : undefined,
  };
  if (documentId !== undefined) {
    const known = typeof documentId === 'string' ? documents.get(documentId) : undefined;
    if (!known) return refuse('PERSISTED_DOCUMENTS_ONLY', '页面版本已更新，请刷新页面后继续。');
    return { request: { query: known, ...given } };
  }
  if (persistedOnly) return refuse('PERSISTED_DOCUMENTS_ONLY', '本系统只受理自带页面发出的请求。');
  if (typeof query !== 'string') return refuse('BAD_USER_INPUT', '缺少 query。');
  return { request: { query, ...given } };
}

/** No input of ours nests deeper; a thousand levels would only exhaust the stack. */
const DEEPEST = 16;

/**
 * The variables as they are stored: NFC, without invisible controls; every mutation gets them so. Undefined when
 * a text holds what no database takes: a NUL, or half a surrogate pair, which would be stored as another character.
 */
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return storableText(value) ?? undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (DEEPEST <= depth) return undefined;
  const inner = Object.entries(value).map(([name, each]) => [name, storable(each, depth + 1)] as const);
  if (inner.some(([, each]) => each === undefined)) return undefined;
  return Array.isArray(value) ? inner.map(([, each]) => each) : Object.fromEntries(inner);
}
