/** How routes beside GraphQL refuse: in the shape of GraphQL's errors, so that the client reads one shape everywhere. */
import type { Refusal } from '@jiedui/shared/refusal.ts';
import type { FastifyReply } from 'fastify';
import type { GraphQLError } from 'graphql';

interface ErrorShape {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

/** Without its etag, where one was written before the answer turned out to be none; and kept by no cache. */
const send = (reply: FastifyReply, status: number, error: ErrorShape | ReturnType<GraphQLError['toJSON']>) =>
  reply
    .code(status)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .send({ errors: [error] });

export const refuse = (reply: FastifyReply, status: number, error: GraphQLError) => send(reply, status, error.toJSON());

/** What was sent cannot be taken, for a reason that its sender can mend. */
export const refuseContent = (reply: FastifyReply, { message, code }: Pick<Refusal, 'message' | 'code'>) =>
  send(reply, 422, { message, extensions: { code } });

/** What is not there, and what is not the viewer's. */
export const notFound = (reply: FastifyReply, message: string, code: string) =>
  send(reply, 404, { message, extensions: { code } });
