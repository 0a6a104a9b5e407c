/** One persisted document: its text is parsed once (the cache reads it), and only its id travels to the server. */
import { createRequest } from '@urql/core';
import type { DocumentNode } from 'graphql';

const idByName = new Map<string, string>();

export function persisted(text: string, id: string): DocumentNode {
  const name = /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
  if (name !== undefined) idByName.set(name, id);
  return createRequest(text, {}).query as DocumentNode;
}

/** The id under which the server knows the operation of this name. */
export function documentIdOf(operationName: string | undefined): string | undefined {
  return operationName === undefined ? undefined : idByName.get(operationName);
}
