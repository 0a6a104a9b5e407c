/**
 * What an agreement must say, who signs it, and what the signatures make of it.
 * 甲方 (the organization) and 乙方 (the station) sign once each, in either order; the second signature
 * binds (民法典 §490). States are derived from signatures and dates; nothing else is stored.
 */
import type { LocalDate } from '../calendar.ts';
import { type RoleGrant, SIGNING_ROLES } from '../account/role.ts';
import type { FieldProblem } from '../refusal.ts';
import { lengthOf } from '../text.ts';
import type { AgreementFields, AgreementLife, AgreementSide, AgreementState } from './agreement.ts';
import { AgreementIncomplete, AlreadySigned, NotAuthorizedToSign } from './refusals.ts';

export const GOAL_MAX = 300;
export const TASKS_MAX = 20;
export const INDICATORS_MAX = 20;

/** The fields, or `AgreementIncomplete` with every problem at once. */
export function checkAgreement(fields: AgreementFields): AgreementFields | AgreementIncomplete {
  const problems: FieldProblem[] = [];
  if (fields.goal.trim() === '' || GOAL_MAX < lengthOf(fields.goal)) {
    problems.push({ field: 'goal', message: `请填写总体目标，不超过 ${GOAL_MAX} 字` });
  }
  if (fields.tasks.length === 0 || TASKS_MAX < fields.tasks.length || fields.tasks.some((task) => task.trim() === '')) {
    problems.push({ field: 'tasks', message: `请填写主要任务，1 至 ${TASKS_MAX} 条，不留空行` });
  }
  if (fields.termTo < fields.termFrom) problems.push({ field: 'termTo', message: '结束日期不能早于开始日期' });
  if (fields.funding.trim() === '') problems.push({ field: 'funding', message: '请写明经费来源，无经费请写“无偿”' });
  if (fields.indicators.length === 0 || INDICATORS_MAX < fields.indicators.length) {
    problems.push({ field: 'indicators', message: `请填写服务指标，1 至 ${INDICATORS_MAX} 项` });
  }
  for (const [i, { name, unit, quantity }] of fields.indicators.entries()) {
    if (name.trim() === '' || unit.trim() === '' || !Number.isInteger(quantity) || quantity < 1) {
      problems.push({ field: `indicators.${i}`, message: `第 ${i + 1} 项指标应有名称、单位和 1 以上的数量` });
    }
  }
  return problems.length === 0 ? fields : new AgreementIncomplete(problems);
}

/** The side for which these grants may sign this agreement, or null: only the two leads sign. */
export function signingSideOf(
  grants: readonly RoleGrant[],
  parties: { readonly organizationId: string; readonly stationId: string },
): AgreementSide | null {
  for (const grant of grants) {
    if (grant.role === SIGNING_ROLES.organization && grant.organizationId === parties.organizationId)
      return 'organization';
    if (grant.role === SIGNING_ROLES.station && grant.stationId === parties.stationId) return 'station';
  }
  return null;
}

/**
 * One side signs.
 *
 * @param side from `signingSideOf`; null is `NotAuthorizedToSign`, and so is signing for both sides oneself
 * @returns `AlreadySigned` when this side has signed
 */
export function sign<T extends AgreementLife>(
  agreement: T,
  side: AgreementSide | null,
  accountId: string,
  at: Date,
): T | AlreadySigned | NotAuthorizedToSign {
  if (side === null) return new NotAuthorizedToSign();
  const signedAt = side === 'organization' ? agreement.organizationSignedAt : agreement.stationSignedAt;
  if (signedAt !== null) return new AlreadySigned(signedAt);
  const other = side === 'organization' ? agreement.stationSignedBy : agreement.organizationSignedBy;
  if (other === accountId) return new NotAuthorizedToSign();
  return side === 'organization'
    ? { ...agreement, organizationSignedAt: at, organizationSignedBy: accountId }
    : { ...agreement, stationSignedAt: at, stationSignedBy: accountId };
}

/** Both have signed: the pairing becomes active with it. */
export function isSignedByBoth(agreement: AgreementLife): boolean {
  return agreement.organizationSignedAt !== null && agreement.stationSignedAt !== null;
}

/** The state on a day; the term's first and last day both belong to it. A pairing that was ended ends its agreements. */
export function agreementStateOn(agreement: AgreementLife, on: LocalDate): AgreementState {
  if (agreement.pairingState === 'terminated') return 'terminated';
  const organization = agreement.organizationSignedAt !== null;
  const station = agreement.stationSignedAt !== null;
  if (!organization && !station) return 'awaiting_both';
  if (!organization) return 'awaiting_organization';
  if (!station) return 'awaiting_station';
  if (agreement.termTo < on) return 'ended';
  if (agreement.pairingState === 'suspended') return 'suspended';
  return on < agreement.termFrom ? 'signed' : 'active';
}

/** True when two terms share a day. */
export function termsOverlap(
  left: Pick<AgreementLife, 'termFrom' | 'termTo'>,
  right: Pick<AgreementLife, 'termFrom' | 'termTo'>,
): boolean {
  return left.termFrom <= right.termTo && right.termFrom <= left.termTo;
}
