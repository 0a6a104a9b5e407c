/**
 * What an offer must say, and how long its listing stands.
 *
 *     draft ──▶ listed ◀──▶ paused        listed, paused ──▶ delisted ──▶ listed
 *
 * A list kept alive (动态管理): an organization re-confirms each month, by the rule of confirming.ts. A listing that
 * nobody confirmed by the cut-off rests until it is confirmed again; derived at read.
 */
import type { LocalDate } from '../calendar.ts';
import type { PersonalDataFound } from '../personal-data.ts';
import { refusePersonalData } from '../personal-data-scan.ts';
import type { FieldProblem } from '../refusal.ts';
import { isRegionCode } from '../region/region.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import { isTargetGroup } from '../taxonomy/target-groups.ts';
import { lengthOf } from '../text.ts';
import { awaitsWord, stands } from './confirming.ts';
import type { Offer, OfferFields, OfferState } from './offer.ts';
import { OfferIncomplete } from './refusals.ts';

export const OFFER_TITLE_MIN = 4;
export const OFFER_TITLE_MAX = 40;
export const OFFER_CONTENT_MAX = 1000;
export const SESSIONS_PER_MONTH_MAX = 200;
/** A million 元 for a session: more is a slip of the pen. */
export const UNIT_PRICE_FEN_MAX = 100_000_000;
/** Farther than any prefecture is wide. */
export const FARTHEST_KM_MAX = 1000;

type Listing = Pick<Offer, 'state' | 'lastConfirmedOn'>;

/** The fields, or why they cannot be listed on `today`: every problem at once, then every personal-data spot. */
export function checkOffer(fields: OfferFields, today: LocalDate): OfferFields | OfferIncomplete | PersonalDataFound {
  const problems = offerProblems(fields, today);
  if (0 < problems.length) return new OfferIncomplete(problems);
  return refusePersonalData({ title: fields.title, content: fields.content }) ?? fields;
}

/** The offer in its new state; listing it again is also the monthly confirmation. Every move is allowed. */
export function setOfferState<T extends Listing>(offer: T, state: Exclude<OfferState, 'draft'>, today: LocalDate): T {
  return { ...offer, state, lastConfirmedOn: state === 'listed' ? today : offer.lastConfirmedOn };
}

/** Listed, and not yet confirmed in the month of `today`. */
export function needsConfirmation(offer: Listing, today: LocalDate): boolean {
  return offer.state === 'listed' && awaitsWord(offer.lastConfirmedOn, today);
}

/** The state a reader sees: a listing that was not confirmed by the cut-off is paused. */
export function effectiveOfferState(offer: Listing, today: LocalDate): OfferState {
  return offer.state === 'listed' && !stands(offer.lastConfirmedOn, today) ? 'paused' : offer.state;
}

function offerProblems(fields: OfferFields, today: LocalDate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const length = lengthOf(fields.title.trim());
  if (length < OFFER_TITLE_MIN || OFFER_TITLE_MAX < length) {
    problems.push({
      field: 'title',
      message: `名称应为 ${OFFER_TITLE_MIN} 至 ${OFFER_TITLE_MAX} 字，现为 ${length} 字`,
    });
  }
  if (fields.content.trim() === '' || OFFER_CONTENT_MAX < lengthOf(fields.content)) {
    problems.push({ field: 'content', message: `请填写服务内容，不超过 ${OFFER_CONTENT_MAX} 字` });
  }
  if (fields.serviceTypes.length === 0 || !fields.serviceTypes.every((code) => serviceTypeOf(code))) {
    problems.push({ field: 'serviceTypes', message: '请至少选择一种服务类型' });
  }
  if (fields.targetGroups.length === 0 || !fields.targetGroups.every(isTargetGroup)) {
    problems.push({ field: 'targetGroups', message: '请至少选择一类服务对象' });
  }
  if (fields.areaCodes.length === 0 || !fields.areaCodes.every(isRegionCode)) {
    problems.push({ field: 'areaCodes', message: '请至少选择一个服务区域' });
  }
  if (fields.sessionsPerMonth < 1 || SESSIONS_PER_MONTH_MAX < fields.sessionsPerMonth) {
    problems.push({ field: 'sessionsPerMonth', message: `每月可服务场次应为 1 至 ${SESSIONS_PER_MONTH_MAX}` });
  }
  if (fields.personsPerSession !== null && fields.personsPerSession < 1) {
    problems.push({ field: 'personsPerSession', message: '每场可服务人数应为 1 以上，不确定可不填' });
  }
  problems.push(...costProblems(fields));
  const { farthestKm = null } = fields;
  if (farthestKm !== null && (farthestKm < 1 || FARTHEST_KM_MAX < farthestKm)) {
    problems.push({ field: 'farthestKm', message: `最远路程应为 1 至 ${FARTHEST_KM_MAX} 公里，不限可不填` });
  }
  if (fields.windowTo < fields.windowFrom) problems.push({ field: 'windowTo', message: '结束日期不能早于开始日期' });
  else if (fields.windowTo < today) problems.push({ field: 'windowTo', message: '结束日期不能早于今天' });
  return problems;
}

function costProblems({ costMode, unitPriceFen = null }: OfferFields): FieldProblem[] {
  if (unitPriceFen === null) return [];
  if (costMode === 'free') return [{ field: 'unitPriceFen', message: '免费供给不填每场费用' }];
  if (0 <= unitPriceFen && unitPriceFen <= UNIT_PRICE_FEN_MAX) return [];
  return [{ field: 'unitPriceFen', message: `每场费用应为 0 至 ${UNIT_PRICE_FEN_MAX / 100} 元` }];
}
