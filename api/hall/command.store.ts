/** SQL of the traces that every change leaves: idempotency key, audit row, outbox rows. */
import type { OpenTx, Tx } from '@jiedui/db/connect.ts';
import type { Viewer } from '../viewer.ts';
import type { CommandContext, Done, Operation } from './command.ts';

/** What the first use of a key made. */
export interface Taken {
  readonly requestHash: string;
  readonly entityId: string;
}

/**
 * Takes the key for the account that entered, or returns what the first use of it made. A twin that runs at the same
 * time waits here on the unique index until the first one has committed or rolled back.
 */
export async function takeKey(
  tx: Tx,
  operation: Operation<unknown>,
  requestHash: string,
  at: Date,
): Promise<Taken | null> {
  const taken = await tx.named<{ key: string }>(
    'command.takeKey',
    `insert into idempotency_keys (account_id, key, tenant_id, operation, request_hash, created_at)
     values (app.account_id(), $1, app.tenant_id(), $2, $3, $4) on conflict do nothing returning key`,
    [operation.key, operation.name, requestHash, at],
  );
  if (taken.length === 1) return null;
  const [first] = await tx.named<{ requestHash: string; entityId: string }>(
    'command.readKey',
    `select operation || ':' || request_hash as "requestHash", result->>'entityId' as "entityId"
     from idempotency_keys where account_id = app.account_id() and key = $1`,
    [operation.key],
  );
  if (!first) throw new Error(`idempotency key ${operation.key} vanished`);
  return { entityId: first.entityId, requestHash: first.requestHash.replace(`${operation.name}:`, '') };
}

/** All three traces in one statement, which travels with the COMMIT. */
export function writeTraces(
  tx: OpenTx,
  viewer: Viewer,
  operation: Operation<unknown>,
  done: Done<unknown>,
  context: CommandContext,
): void {
  tx.atCommit(
    'command.writeTraces',
    `with key as (
       update idempotency_keys set result = jsonb_build_object('entityId', $6::text) where account_id = $2 and key = $10
     ), audit as (
       insert into audit_entries (id, tenant_id, account_id, session_id, operation, entity, entity_id, version_before, version_after, changed, outcome, request_id)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6::uuid, $7, $8, $9, 'done', $11)
     )
     insert into outbox (tenant_id, topic, entity_id, payload, created_at)
     select $1, event->>'topic', (event->>'entityId')::uuid, event->'payload' || jsonb_build_object('version', event->'version', 'by', $2::text), $13
     from jsonb_array_elements($12::jsonb) as event`,
    [
      viewer.tenantId,
      viewer.accountId,
      context.sessionId,
      operation.name,
      done.entity,
      done.entityId,
      done.versionBefore,
      done.versionAfter,
      done.changed,
      operation.key,
      context.requestId,
      JSON.stringify(done.events),
      context.at,
    ],
  );
}
