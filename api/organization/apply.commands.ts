/**
 * 入驻申请 by people who have no account: hand in, look, mend what was returned. Like signing in, these are transactions of
 * their own kind: nobody is known yet. A second application of the same organization is taken like the first, so that
 * nobody finds out here who has applied or is registered; the officer sees it.
 */
import { createHash } from 'node:crypto';
import { inTransaction, type Tx } from '@jiedui/db/connect.ts';
import { type ApplicationFields, checkApplication } from '@jiedui/shared/organization/application.ts';
import { moveProvider } from '@jiedui/shared/organization/lifecycle.ts';
import {
  ApplicationIncomplete,
  ApplicationNotFound,
  ApplicationsTooMany,
  type ProviderNotIn,
} from '@jiedui/shared/organization/refusals.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import type { Context } from '../context.ts';
import { codedError } from '../errors.ts';
import {
  type ApplicationRow,
  applicationByCode,
  auditStranger,
  authorityFor,
  handedInSince,
  insertApplication,
  knownRegions,
  saveMended,
} from './application.store.ts';
import { mayPass } from './open-door.ts';
import { readTrackingCode, trackingCodeOf, trackingHash } from './tracking-code.ts';

const DAY_MS = 86_400_000;
/** More than any county has in a day; beyond it somebody floods the desk. */
const A_DAY_MOST = 200;

export interface Tracked {
  readonly application: ApplicationRow;
  readonly code: string;
}

export interface ApplyInput extends ApplicationFields {
  readonly clientMutationId: string;
}

/** What somebody without an account comes with: no viewer, and the address by which a flood is known. */
export type ApplyDoor = Pick<Context, 'hall' | 'at' | 'requestId' | 'address'>;

/** Hands in an application; the answer bears the code with which its maker finds it again. */
export async function applyAsOrganization(
  context: ApplyDoor,
  input: ApplyInput,
): Promise<Tracked | ApplicationIncomplete | ApplicationsTooMany> {
  const { hall, at, requestId, address } = context;
  const { clientMutationId, ...typed } = input;
  const fields = checkApplication(typed);
  if (fields instanceof Refusal) return fields;
  if (!mayPass(hall, 'apply', address, at)) return new ApplicationsTooMany();
  const code = trackingCodeOf(clientMutationId);
  const requestHash = createHash('sha256').update(JSON.stringify(typed)).digest('hex');
  return inTransaction(hall.pool, { system: 'sign_in' }, 'write', async (tx) => {
    const unsound = await placeProblem(tx, fields);
    const authority = unsound ? null : await authorityFor(tx, fields.regionCode);
    if (!authority) return unsound ?? new ApplicationIncomplete([NOT_GOVERNED]);
    if (A_DAY_MOST <= (await handedInSince(tx, authority.id, new Date(at.getTime() - DAY_MS))))
      return new ApplicationsTooMany();
    const { tenantId } = authority;
    const row = {
      ...fields,
      id: uuid(),
      tenantId,
      authorityId: authority.id,
      requestHash,
      codeHash: trackingHash(code),
    };
    const isNew = await insertApplication(tx, row, at);
    const application = await applicationByCode(tx, row.codeHash, false);
    if (!application) throw new Error('an application vanished inside its own transaction');
    if (!isNew && application.requestHash !== requestHash)
      throw codedError('IDEMPOTENCY_KEY_REUSED', '这份申请已经提交过，内容有改动的，请用查询码打开后修改。');
    if (isNew) await auditStranger(tx, { tenantId, operation: 'applyAsOrganization', entityId: row.id, requestId });
    return { application, code };
  });
}

/** What its maker sees of it. */
export async function trackedApplication(context: Context, typed: string): Promise<Tracked | null> {
  const { hall, at, address } = context;
  const code = readTrackingCode(typed);
  if (!mayPass(hall, 'look', address, at)) throw codedError('SERVICE_UNAVAILABLE', '查询得太频繁，请一小时后再试。');
  const application = await inTransaction(hall.pool, { system: 'sign_in' }, 'read', (tx) =>
    applicationByCode(tx, trackingHash(code), false),
  );
  return application && { application, code };
}

export interface ResubmitInput extends ApplicationFields {
  readonly clientMutationId: string;
  readonly code: string;
}

/** 补正后重新提交: the place stays, for the desk that returned it decides. */
export async function resubmitApplication(
  context: Context,
  input: ResubmitInput,
): Promise<Tracked | ApplicationIncomplete | ApplicationNotFound | ApplicationsTooMany | ProviderNotIn> {
  const { hall, at, requestId, address } = context;
  const { clientMutationId: _key, code: typedCode, ...typed } = input;
  const code = readTrackingCode(typedCode);
  if (!mayPass(hall, 'apply', address, at)) return new ApplicationsTooMany();
  return inTransaction(hall.pool, { system: 'sign_in' }, 'write', async (tx) => {
    // Only a returned one may be locked by somebody unknown; any other is read, to say how it stands.
    const locked = await applicationByCode(tx, trackingHash(code), true);
    const before = locked ?? (await applicationByCode(tx, trackingHash(code), false));
    if (!before) return new ApplicationNotFound();
    const state = moveProvider(before.state, 'resubmit');
    if (state instanceof Refusal) return state;
    const fields = checkApplication({ ...typed, regionCode: before.regionCode });
    if (fields instanceof Refusal) return fields;
    const unsound = await placeProblem(tx, fields);
    if (unsound) return unsound;
    await saveMended(tx, before.id, before.version, fields, at);
    await auditStranger(tx, {
      tenantId: before.tenantId,
      operation: 'resubmitApplication',
      entityId: before.id,
      requestId,
    });
    const application = await applicationByCode(tx, trackingHash(code), false);
    if (!application) throw new Error('an application vanished inside its own transaction');
    return { application, code };
  });
}

const NOT_GOVERNED = { field: 'regionCode', message: '所在地还没有开通，请选择列表中的县区，或联系当地民政局' };

async function placeProblem(
  tx: Tx,
  { areaCodes, regionCode }: ApplicationFields,
): Promise<ApplicationIncomplete | null> {
  if ((await knownRegions(tx, [regionCode])) === 0) return new ApplicationIncomplete([NOT_GOVERNED]);
  if ((await knownRegions(tx, areaCodes)) === areaCodes.length) return null;
  return new ApplicationIncomplete([{ field: 'areaCodes', message: '服务区域不在行政区划中，请重新选择' }]);
}
