/** An offer as it is typed: what a form starts from, and what it says once it is read. */
import { addMonths, type LocalDate, lastDayOf, monthOf } from '@jiedui/shared/calendar.ts';
import type { CostMode, OfferFields } from '@jiedui/shared/offer/offer.ts';
import type { FieldProblem } from '@jiedui/shared/refusal.ts';
import type { OfferFactsFragment, PublishOfferInput } from '../../gql/graphql.ts';
import { todayInShanghai } from '../../kit/format.ts';
import { readFen, yuanText } from '../../kit/money.ts';
import { readCount } from '../../kit/QuantityField.tsx';

export interface OfferText {
  title: string;
  content: string;
  serviceTypes: string[];
  targetGroups: string[];
  sessionsPerMonth: string;
  personsPerSession: string;
  areaCodes: string[];
  /** Kilometres; empty when only the areas decide. */
  farthestKm: string;
  windowFrom: string;
  windowTo: string;
  costMode: CostMode;
  /** 元 for a session; empty when free, or not stated. */
  unitPriceYuan: string;
}

export function blankOffer(): OfferText {
  const today = todayInShanghai();
  return {
    title: '',
    content: '',
    serviceTypes: [],
    targetGroups: [],
    sessionsPerMonth: '',
    personsPerSession: '',
    areaCodes: [],
    farthestKm: '',
    windowFrom: today,
    windowTo: lastDayOf(addMonths(monthOf(today), 11)),
    costMode: 'free',
    unitPriceYuan: '',
  };
}

export function offerText(offer: OfferFactsFragment): OfferText {
  return {
    title: offer.title,
    content: offer.content,
    serviceTypes: [...offer.serviceTypes],
    targetGroups: [...offer.targetGroups],
    sessionsPerMonth: String(offer.sessionsPerMonth),
    personsPerSession: offer.personsPerSession ? String(offer.personsPerSession) : '',
    areaCodes: offer.areas.map((area) => area.code),
    farthestKm: offer.farthestKm ? String(offer.farthestKm) : '',
    windowFrom: offer.windowFrom,
    windowTo: offer.windowTo,
    costMode: offer.costMode,
    unitPriceYuan: yuanText(offer.unitPriceFen),
  };
}

/** What the API and shared's rules take. */
type OfferRead = Omit<PublishOfferInput, 'clientMutationId' | 'id' | 'expectedVersion'> &
  OfferFields & { areaCodes: string[]; serviceTypes: string[]; targetGroups: string[] };

/** What the form says, or the fields that are no number: an empty field is not stated, one that cannot be read is not empty. */
export function fieldsOf(
  text: OfferText & { windowFrom: LocalDate; windowTo: LocalDate },
): OfferRead | { readonly problems: readonly FieldProblem[] } {
  const { farthestKm, unitPriceYuan, ...rest } = text;
  const problems: FieldProblem[] = [];
  const km = farthestKm.trim() === '' ? null : readCount(farthestKm);
  if (km === null && farthestKm.trim() !== '')
    problems.push({ field: 'farthestKm', message: '最远路程请填整数公里，例如 30；不限可不填' });
  // A free offer has no price, whatever was typed before it became free.
  const priced = text.costMode !== 'free' && unitPriceYuan.trim() !== '';
  const fen = priced ? readFen(unitPriceYuan) : null;
  if (priced && fen === null)
    problems.push({ field: 'unitPriceFen', message: '每场费用请填金额，例如 300 或 120.5；不确定可不填' });
  if (0 < problems.length) return { problems };
  return {
    ...rest,
    title: text.title.trim(),
    content: text.content.trim(),
    sessionsPerMonth: readCount(text.sessionsPerMonth) ?? 0,
    personsPerSession: readCount(text.personsPerSession),
    farthestKm: km,
    unitPriceFen: fen,
  };
}
