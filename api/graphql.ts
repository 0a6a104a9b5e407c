/** GraphQL over HTTP: Yoga with our limits before execution, compiled queries, masked faults. */
import type { FastifyBaseLogger } from 'fastify';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  getOperationAST,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { auditDenial } from './account/denials.ts';
import type { Context } from './context.ts';
import { SessionGone } from '@jiedui/db/connect.ts';
import type { GraphqlRequest } from './documents.ts';
import { codedError, isErrorCode, unauthenticated } from './errors.ts';
import { LIMITS, plainListsOf, refuseIfTooLarge } from './limits.ts';
import { isOutage, sqlStateOf } from './outage.ts';

const COMPILED_MOST = 500;

interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly log: FastifyBaseLogger;
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly body: string;
}

export type AnswerGraphql = (request: GraphqlRequest, context: Context) => Promise<GraphqlAnswer>;

/**
 * Yoga parses, validates and executes, with its caches and our plugins; Fastify has read the body and sends the answer.
 * Yoga's own HTTP layer, made for servers that speak Fetch, would copy both once more for each request.
 */
export function graphqlServer({ schema, introspection, log }: GraphqlOptions): AnswerGraphql {
  const yoga = createYoga<Context>({
    schema,
    graphiql: false,
    landingPage: false,
    logging: false,
    // Masked below instead, where the request is known.
    maskedErrors: false,
    plugins: [limits(introspection, plainListsOf(schema)), compiledQueries(log)],
  });
  return async (request, context) => {
    const result = await run(yoga.getEnveloped(context as never), request);
    if (!result.errors) return { status: 200, body: JSON.stringify(result) };
    const requestLog = log.child({ requestId: context.requestId });
    const errors = result.errors.slice(0, ERRORS_MOST).map((error) => mask(error, requestLog, context.requestId));
    await noteDenials(result.errors, request, context, requestLog);
    const status = errors.map((error) => HTTP_STATUS.get(error.extensions.code)).find((known) => known) ?? 200;
    return { status, body: JSON.stringify({ ...result, errors: errors.map(forTheWire) }) };
  };
}

/** A forbidden mutation leaves a row in the audit; a forbidden read is a page that shows less, and leaves none. */
async function noteDenials(
  errors: readonly GraphQLError[],
  request: GraphqlRequest,
  context: Context,
  log: FastifyBaseLogger,
) {
  const { viewer } = context;
  if (!viewer || !/(^|[}\s])mutation\b/.test(request.query)) return;
  const denied = errors.filter((error) => error.extensions?.code === 'FORBIDDEN' && error.path?.length === 1);
  for (const operation of new Set(denied.map((error) => String(error.path?.[0])))) {
    try {
      await auditDenial(context.hall, viewer, operation, context.at, context.requestId);
    } catch (error) {
      log.error({ err: error }, 'a denial could not be audited');
    }
  }
}

/** Without `http`, which Yoga leaves in the extensions for its own HTTP layer. */
function forTheWire(error: GraphQLError) {
  const { http: _http, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

type Enveloped = ReturnType<YogaServerInstance<Context, object>['getEnveloped']>;

async function run(enveloped: Enveloped, request: GraphqlRequest): Promise<ExecutionResult> {
  const { query, variables, operationName } = request;
  try {
    const document = enveloped.parse(query) as DocumentNode;
    const errors = enveloped.validate(enveloped.schema, document) as readonly GraphQLError[];
    if (0 < errors.length) return { errors };
    return await enveloped.execute({
      schema: enveloped.schema,
      document,
      contextValue: await enveloped.contextFactory(),
      variableValues: variables,
      operationName,
    });
  } catch (error) {
    // A syntax error, or a fault in a plugin; the mask tells them apart.
    return {
      errors: [error instanceof GraphQLError ? error : new GraphQLError('fault', { originalError: error as Error })],
    };
  }
}

/** An answer lists at most this many errors. */
const ERRORS_MOST = 10;

/** A fault and an outage are told in the status line too, for proxies and monitors; everything else is an answer. */
const HTTP_STATUS = new Map<unknown, number>([
  ['INTERNAL', 500],
  ['SERVICE_UNAVAILABLE', 503],
]);

function limits(introspection: boolean, plainLists: ReadonlySet<string>): Plugin<Context> {
  return {
    onParse: ({ parseFn, setParseFn }) =>
      setParseFn((source, options) => parseFn(source, { ...(options as object), maxTokens: LIMITS.tokens })),
    onValidate: ({ addValidationRule, validateFn, setValidationFn }) => {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      // One less than the limit, because graphql adds the error that it stopped. A hint would spell out the schema.
      setValidationFn((schema, document, rules, options) =>
        validateFn(schema, document, rules, {
          ...(options as object),
          maxErrors: LIMITS.errors - 1,
          hideSuggestions: true,
        }),
      );
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      try {
        refuseIfTooLarge(args.document, args.variableValues ?? {}, plainLists);
      } catch (error) {
        setResultAndStopExecution({ errors: [error as GraphQLError] });
      }
    },
  };
}

/** The query as a function, or why graphql-jit could not make one. */
export function compiledQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledQuery | { readonly reasons: readonly string[] } {
  // Without its own serializer, which knows no scalars but graphql's: no document with a date would compile.
  const result = compileQuery(schema, document, operationName, {});
  return isCompiledQuery(result) ? result : { reasons: (result.errors ?? []).map((error) => error.message) };
}

/**
 * Queries run compiled by graphql-jit; mutations take the normal executor, whose unions are resolved with all four
 * arguments. A document that does not compile runs normally, several times slower, and is logged. The cache forgets the
 * oldest beyond its bound.
 */
function compiledQueries(log: FastifyBaseLogger): Plugin<Context> {
  const compiled = new Map<DocumentNode, CompiledQuery | null>();
  function compile(args: ExecutionArgs): CompiledQuery | null {
    const known = compiled.get(args.document);
    if (known !== undefined) return known;
    const oldest = compiled.keys().next();
    if (COMPILED_MOST <= compiled.size && !oldest.done) compiled.delete(oldest.value);
    const result = compiledQuery(args.schema, args.document, args.operationName ?? undefined);
    const query = 'query' in result ? result : null;
    if ('reasons' in result) {
      const operation = getOperationAST(args.document, args.operationName)?.name?.value ?? null;
      log.warn({ operation, reasons: result.reasons }, 'a query does not compile and runs slowly');
    }
    compiled.set(args.document, query);
    return query;
  }
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      if (getOperationAST(args.document, args.operationName)?.operation !== OperationTypeNode.QUERY) return;
      const query = compile(args as ExecutionArgs);
      if (!query) return;
      setExecuteFn((given: ExecutionArgs) => {
        const answer = query.query(given.rootValue, given.contextValue, given.variableValues);
        // Without data it refused the variables, with errors that lack a code and blind to defaults: the executor decides.
        return 'data' in answer || answer instanceof Promise ? answer : executeFn(given);
      });
    },
  };
}

/** Errors with a code of ours pass; wrong shapes keep their words without hints at the schema; the rest is masked and logged once. */
function mask(error: GraphQLError, log: FastifyBaseLogger, requestId: string): GraphQLError {
  // graphql-jit makes errors of its own class, alike in shape only; hence no instanceof on the outside.
  const original: unknown = error.originalError;
  if (original instanceof SessionGone) return unauthenticated();
  if (isErrorCode(error.extensions?.code)) {
    return new GraphQLError(error.message, { path: error.path, extensions: error.extensions });
  }
  // Scalars throw inside the coercion of variables; graphql wraps what they threw.
  if (original instanceof GraphQLError && isErrorCode(original.extensions.code)) {
    return new GraphQLError(original.message, { path: error.path, extensions: original.extensions });
  }
  // What graphql itself says: without a path nothing has run yet, so the document or its variables are wrong.
  if (error instanceof GraphQLError && (!original || (original instanceof GraphQLError && !error.path))) {
    const code =
      error instanceof GraphQLError && error.message.startsWith('Syntax Error')
        ? 'GRAPHQL_PARSE_FAILED'
        : 'GRAPHQL_VALIDATION_FAILED';
    return codedError(code, error.message.replace(/ Did you mean .*$/s, ''));
  }
  if (isUnreadable(original)) {
    return codedError('BAD_USER_INPUT', '编号或内容的格式不正确，请从列表中重新打开，或删去特殊字符。');
  }
  if (isOutage(original)) {
    log.error({ err: original }, 'database unavailable');
    return codedError('SERVICE_UNAVAILABLE', '系统暂时繁忙，您填写的内容没有丢失，请稍候再试。');
  }
  log.error({ err: original ?? error }, 'fault in a resolver');
  const told = `系统出现故障，已记录（编号 ${requestId.slice(0, 8)}）。您填写的内容没有提交，请稍后再试。`;
  return codedError('INTERNAL', told, { requestId });
}

/** Class 22: an id that is no UUID, a NUL, a number beyond its column. There is no such thing, and it is the asker's fault alone. */
const isUnreadable = (error: unknown) => sqlStateOf(error).startsWith('22');
