/** GraphQL over HTTP: Yoga with our limits before execution, compiled queries, masked faults. */
import type { FastifyBaseLogger } from 'fastify';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  getOperationAST,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { type Plugin, createYoga } from 'graphql-yoga';
import type { Context } from './context.ts';
import { SessionGone } from '@jiedui/db/connect.ts';
import { codedError, isErrorCode, unauthenticated } from './errors.ts';
import { LIMITS, plainListsOf, refuseIfTooLarge } from './limits.ts';

const COMPILED_MOST = 500;

interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly log: FastifyBaseLogger;
}

export function graphqlServer({ schema, introspection, log }: GraphqlOptions) {
  return createYoga<Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    logging: false,
    maskedErrors: { maskError: (error) => mask(error, log) },
    plugins: [limits(introspection, plainListsOf(schema)), compiledQueries()],
  });
}

function limits(introspection: boolean, plainLists: ReadonlySet<string>): Plugin<Context> {
  return {
    onParse: ({ parseFn, setParseFn }) =>
      setParseFn((source, options) => parseFn(source, { ...(options as object), maxTokens: LIMITS.tokens })),
    onValidate: ({ addValidationRule }) => {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      try {
        refuseIfTooLarge(args.document, args.variableValues ?? {}, plainLists);
      } catch (error) {
        setResultAndStopExecution({ errors: [error as GraphQLError] });
      }
      return { onExecuteDone: () => args.contextValue.finish() };
    },
  };
}

/**
 * Queries run compiled by graphql-jit; mutations take the normal executor, whose unions are resolved with all four
 * arguments. A document that does not compile runs normally. The cache forgets the oldest beyond its bound.
 */
function compiledQueries(): Plugin<Context> {
  const compiled = new Map<DocumentNode, CompiledQuery | null>();
  function compile(args: ExecutionArgs): CompiledQuery | null {
    const known = compiled.get(args.document);
    if (known !== undefined) return known;
    const oldest = compiled.keys().next();
    if (COMPILED_MOST <= compiled.size && !oldest.done) compiled.delete(oldest.value);
    const result = compileQuery(args.schema, args.document, args.operationName ?? undefined, {});
    const query = isCompiledQuery(result) ? result : null;
    compiled.set(args.document, query);
    return query;
  }
  return {
    onExecute: ({ args, setExecuteFn }) => {
      if (getOperationAST(args.document, args.operationName)?.operation !== OperationTypeNode.QUERY) return;
      const query = compile(args as ExecutionArgs);
      if (query) {
        setExecuteFn((given: ExecutionArgs) => query.query(given.rootValue, given.contextValue, given.variableValues));
      }
    },
  };
}

/** Errors with a code of ours pass; wrong shapes keep their words without hints at the schema; the rest is masked and logged once. */
function mask(error: unknown, log: FastifyBaseLogger): Error {
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (original instanceof SessionGone) return unauthenticated();
  if (error instanceof GraphQLError) {
    if (isErrorCode(error.extensions.code)) return error;
    // Scalars throw inside the coercion of variables; graphql wraps what they threw.
    if (original instanceof GraphQLError && isErrorCode(original.extensions.code)) {
      return new GraphQLError(original.message, { path: error.path, extensions: original.extensions });
    }
    if (!original) {
      return codedError('GRAPHQL_VALIDATION_FAILED', error.message.replace(/ Did you mean .*$/s, ''));
    }
  }
  if (isOutage(original)) {
    log.error({ err: original }, 'database unavailable');
    return codedError('SERVICE_UNAVAILABLE', '系统暂时繁忙，您填写的内容没有丢失，请稍候再试。');
  }
  log.error({ err: original ?? error }, 'fault in a resolver');
  return codedError('INTERNAL', '系统出现故障，已记录。您填写的内容没有提交，请稍后再试。');
}

/** Connection trouble, timeouts and a full disk: worth another try, unlike a bug. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: string }).code ?? '';
  return /^(08|53|57)|^(55P03|40001|40P01|ECONN|EPIPE|ETIMEDOUT)/.test(code) || /timeout|terminated|ended/i.test(error.message);
}
