/** A mutation is sent again when the network fails, with the same key, and never after an answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PARTS, PARTS_WITH_ID, sendWithRetry } from '../../web/client.ts';

type Client = Parameters<typeof sendWithRetry>[0];

const cut = { error: { networkError: new Error('cut') } };
const broken = { error: { graphQLErrors: ['broken'] } };
const claimed = { data: { __typename: 'Mutation', claimOrder: { __typename: 'Claim', id: '1' } } };

/** A client that gives these answers in turn and keeps what it was sent. */
function clientAnswering(...answers: object[]) {
  const sent: unknown[] = [];
  const mutation = (_document: unknown, variables: unknown) => ({
    toPromise: async () => {
      sent.push(variables);
      return answers[sent.length - 1];
    },
  });
  return { client: { mutation } as unknown as Client, sent };
}

const variables = { input: { clientMutationId: 'key' } };
const send = (client: Client) => sendWithRetry(client, {} as never, variables);

describe('sending a mutation', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tries twice more with the same variables, and gives the answer', async () => {
    const { client, sent } = clientAnswering(cut, cut, claimed);
    const answer = send(client);
    await vi.runAllTimersAsync();
    expect(await answer).toEqual({ __typename: 'Claim', id: '1' });
    expect(sent).toEqual([variables, variables, variables]);
  });

  it('gives up after the third', async () => {
    const { client, sent } = clientAnswering(cut, cut, cut, claimed);
    const answer = send(client).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await answer).toBe(cut.error);
    expect(sent).toHaveLength(3);
  });

  it('does not send again what the server answered with an error', async () => {
    const { client, sent } = clientAnswering(broken, claimed);
    const answer = send(client).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await answer).toBe(broken.error);
    expect(sent).toHaveLength(1);
  });
});

describe('the cache', () => {
  const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../api/schema.graphql'), 'utf8'));
  const hasId = (name: string): boolean => {
    const type = schema.getType(name);
    return isObjectType(type) && ['id', '_id'].some((field) => field in type.getFields());
  };

  it('is told of every part that carries another thing’s id, also in production', () => {
    expect(PARTS.filter(hasId).sort()).toEqual([...PARTS_WITH_ID].sort());
  });
});
