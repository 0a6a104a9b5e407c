/**
 * From the values of a row to what a room's command takes, and the row's identity: what makes the same line, sent twice,
 * the same line. Only what a hand at the screen could not enter either is refused here; the rest is the command's to say.
 */
import { endOfDay, type LocalDate } from '../../calendar.ts';
import type { CostMode, OfferFields } from '../../offer/offer.ts';
import { checkOffer } from '../../offer/listing.ts';
import type { NeedFields } from '../../order/need.ts';
import { checkNeed } from '../../order/need-recording.ts';
import type { NeedType, OrderFields, OrderLeg, OrderMode, Urgency } from '../../order/order.ts';
import { DESCRIPTION_MAX, PLACE_MAX, TITLE_MAX, TITLE_MIN } from '../../order/limits.ts';
import { scanOrder } from '../../order/posting.ts';
import type { ProviderKind } from '../../organization/organization.ts';
import type { PairingKind } from '../../pairing/pairing.ts';
import type { Quantity } from '../../quantity.ts';
import { Refusal } from '../../refusal.ts';
import type { StationState } from '../../station/station.ts';
import { lengthOf } from '../../text.ts';
import type { ImportKind } from './layout.ts';
import { plainName } from './near.ts';
import type { References, Values } from './reading.ts';

export interface NeedRow extends OrderFields {
  readonly stationId: string;
}
/** A need of the list, before it is an order. */
export interface NeedItemRow extends NeedFields {
  readonly stationId: string;
}
export interface OfferRow extends OfferFields {
  readonly organizationId: string;
}
export interface StationRow {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly authorityId: string | null;
  readonly state: StationState;
  readonly pilot: boolean;
  readonly phone: string | null;
  readonly address: string | null;
}
export interface OrganizationRow {
  readonly name: string;
  readonly uscc: string | null;
  readonly providerKind: ProviderKind;
  readonly ratingGrade: number | null;
  readonly businessScope: string;
  readonly regionCode: string;
  readonly sessionsPerMonth: number;
}
export interface PairingRow {
  readonly stationId: string;
  readonly organizationId: string;
  readonly kind: PairingKind | null;
  readonly paperNumber: string | null;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly help: string;
  readonly goal: string;
  readonly filedOn: LocalDate | null;
}

/** What a whole row became. */
export interface Assembled {
  readonly fields: NeedRow | NeedItemRow | OfferRow | StationRow | OrganizationRow | PairingRow;
  /** The same line has the same identity; the content decides whether it was changed since. */
  readonly identity: string;
}
/** What a row cannot say; `key` names the column. */
export interface RowProblem {
  readonly key: string | null;
  readonly reason: string;
  readonly suggestion: string;
}

const text = (values: Values, key: string) => (typeof values[key] === 'string' ? (values[key] as string) : '');
const orNull = (values: Values, key: string) => text(values, key) || null;
const list = (values: Values, key: string) => (Array.isArray(values[key]) ? (values[key] as readonly string[]) : []);
const number = (values: Values, key: string) => (typeof values[key] === 'number' ? (values[key] as number) : null);
const day = (values: Values, key: string) => orNull(values, key) as LocalDate | null;

/** Values without a problem left, as the row of a kind. */
export function assemble(kind: ImportKind, values: Values, references: References): Assembled | readonly RowProblem[] {
  return ASSEMBLERS[kind](values, references);
}

const ASSEMBLERS: Record<ImportKind, (values: Values, references: References) => Assembled | readonly RowProblem[]> = {
  needs: needOf,
  need_items: needItemOf,
  offers: offerOf,
  stations: stationOf,
  organizations: organizationOf,
  pairings: pairingOf,
};

function needOf(values: Values): Assembled | readonly RowProblem[] {
  const extras = [
    ['服务方式', 'method'],
    ['服务频次', 'frequency'],
    ['可能风险', 'risk'],
  ].flatMap(([word, key]) => (text(values, key!) === '' ? [] : [`${word}：${text(values, key!)}`]));
  const village = text(values, 'village');
  const claimableOn = day(values, 'claimableUntil');
  const fields: NeedRow = {
    stationId: text(values, 'station'),
    title: text(values, 'title'),
    description: [text(values, 'description'), ...extras].filter((part) => part !== '').join('\n'),
    serviceType: orNull(values, 'serviceType'),
    targetGroups: list(values, 'targetGroups'),
    headcount: (values['headcount'] as Quantity | null) ?? null,
    place: text(values, 'place') || village,
    windowFrom: day(values, 'windowFrom'),
    windowTo: day(values, 'windowTo'),
    needType: orNull(values, 'needType') as NeedType | null,
    mode: orNull(values, 'mode') as OrderMode | null,
    leg: orNull(values, 'leg') as OrderLeg | null,
    urgency: orNull(values, 'urgency') as Urgency | null,
    claimableUntil: claimableOn === null ? null : endOfDay(claimableOn),
    requiredQualifications: list(values, 'qualifications'),
    budgetCapFen: number(values, 'budget'),
  };
  const problems: RowProblem[] = [];
  const length = lengthOf(fields.title);
  if (length < TITLE_MIN || TITLE_MAX < length)
    problems.push({
      key: 'title',
      reason: `标题应为 ${TITLE_MIN} 至 ${TITLE_MAX} 字，现为 ${length} 字`,
      suggestion: '请改写标题，细节写在“需求内容”里',
    });
  if (PLACE_MAX < lengthOf(fields.place))
    problems.push({ key: 'place', reason: `地点超过 ${PLACE_MAX} 字`, suggestion: '请只写服务地点' });
  if (DESCRIPTION_MAX < lengthOf(fields.description))
    problems.push({ key: 'description', reason: `需求内容超过 ${DESCRIPTION_MAX} 字`, suggestion: '请缩短后再导入' });
  if (fields.windowFrom !== null && fields.windowTo !== null && fields.windowTo < fields.windowFrom)
    problems.push({ key: 'windowTo', reason: '结束日期早于开始日期', suggestion: '请核对期望时间' });
  // The same scan as at posting, now: a whole sheet of numbers is not kept first and found later.
  const personal = scanOrder(fields);
  if (personal) {
    for (const { field, excerpt } of personal.spots)
      problems.push({
        key: field,
        reason: `写有个人信息（${excerpt}）`,
        suggestion: '请删去证件号码、电话和门牌，只写人群和数量',
      });
  }
  if (0 < problems.length) return problems;
  return { fields, identity: identityOf(fields.stationId, text(values, 'number'), fields) };
}

function needItemOf(values: Values): Assembled | readonly RowProblem[] {
  const fields: NeedFields = {
    title: text(values, 'title'),
    description: text(values, 'description'),
    serviceType: orNull(values, 'serviceType'),
    targetGroups: list(values, 'targetGroups'),
    needType: orNull(values, 'needType') as NeedType | null,
    mode: orNull(values, 'mode') as OrderMode | null,
    headcount: (values['headcount'] as Quantity | null) ?? null,
    urgency: orNull(values, 'urgency') as Urgency | null,
    village: text(values, 'village'),
    place: text(values, 'place'),
    wantedFrom: day(values, 'windowFrom'),
    wantedTo: day(values, 'windowTo'),
  };
  const checked = checkNeed(fields);
  if (checked instanceof Refusal) return problemsOf(checked, NEED_ITEM_KEYS);
  const stationId = text(values, 'station');
  return { fields: { stationId, ...checked }, identity: identityOf(stationId, text(values, 'number'), fields) };
}

const NEED_ITEM_KEYS: Readonly<Record<string, string>> = { wantedFrom: 'windowFrom', wantedTo: 'windowTo' };

function offerOf(values: Values, { today }: References): Assembled | readonly RowProblem[] {
  const extras = [
    ['服务方式', 'method'],
    ['所需条件', 'conditions'],
  ].flatMap(([word, key]) => (text(values, key!) === '' ? [] : [`${word}：${text(values, key!)}`]));
  const costMode = text(values, 'costMode') as CostMode;
  const given: OfferFields = {
    title: text(values, 'title'),
    content: [text(values, 'content'), ...extras].filter((part) => part !== '').join('\n'),
    serviceTypes: list(values, 'serviceTypes'),
    targetGroups: list(values, 'targetGroups'),
    sessionsPerMonth: number(values, 'sessions') ?? 0,
    personsPerSession: number(values, 'persons'),
    areaCodes: list(values, 'areas'),
    windowFrom: day(values, 'windowFrom')!,
    windowTo: day(values, 'windowTo')!,
    costMode,
    unitPriceFen: costMode === 'free' ? null : number(values, 'price'),
  };
  const checked = checkOffer(given, today);
  if (checked instanceof Refusal) return problemsOf(checked, OFFER_KEYS);
  const organizationId = text(values, 'organization');
  return {
    fields: { organizationId, ...checked },
    identity: identityOf(organizationId, text(values, 'number'), given),
  };
}

const OFFER_KEYS: Readonly<Record<string, string>> = {
  sessionsPerMonth: 'sessions',
  personsPerSession: 'persons',
  areaCodes: 'areas',
  unitPriceFen: 'price',
};

/** Each field of a refusal at its own cell. */
function problemsOf(refusal: Refusal, keys: Readonly<Record<string, string>>): RowProblem[] {
  const { problems, spots } = refusal as Refusal & {
    problems?: readonly { field: string; message: string }[];
    spots?: readonly { field: string; excerpt: string }[];
  };
  const at = (field: string) => keys[field] ?? field;
  return [
    ...(problems ?? []).map(({ field, message }) => ({
      key: at(field),
      reason: message,
      suggestion: '请改正后再导入',
    })),
    ...(spots ?? []).map(({ field, excerpt }) => ({
      key: at(field),
      reason: `写有个人信息（${excerpt}）`,
      suggestion: '请删去证件号码、电话和门牌',
    })),
    ...((problems ?? spots) ? [] : [{ key: null, reason: refusal.message, suggestion: '请改正后再导入' }]),
  ];
}

function stationOf(values: Values): Assembled | readonly RowProblem[] {
  const code = text(values, 'code');
  if (40 < code.length) return [{ key: 'code', reason: '编号超过 40 个字符', suggestion: '请缩短编号' }];
  const fields: StationRow = {
    code,
    name: text(values, 'name'),
    regionCode: text(values, 'township'),
    authorityId: orNull(values, 'authority'),
    state: text(values, 'state') as StationState,
    pilot: text(values, 'pilot') === 'yes',
    phone: orNull(values, 'phone'),
    address: orNull(values, 'address'),
  };
  return { fields, identity: `code:${code}` };
}

function organizationOf(values: Values): Assembled | readonly RowProblem[] {
  const rating = text(values, 'rating');
  const uscc = orNull(values, 'uscc');
  const providerKind = text(values, 'providerKind') as ProviderKind;
  const name = text(values, 'name');
  const sessions = number(values, 'sessions') ?? 0;
  if (uscc === null && providerKind !== 'community_group' && providerKind !== 'volunteer_team') {
    return [
      {
        key: 'uscc',
        reason: '没有填写统一社会信用代码',
        suggestion: '请照登记证书填写；只有社区社会组织和志愿服务队可以不填',
      },
    ];
  }
  if (1000 < sessions) return [{ key: 'sessions', reason: '每月场次超过 1000', suggestion: '请核对每月可承接场次' }];
  const fields: OrganizationRow = {
    name,
    uscc,
    providerKind,
    ratingGrade: rating === '' ? null : Number(rating),
    businessScope: text(values, 'scope'),
    regionCode: text(values, 'township') || text(values, 'county'),
    sessionsPerMonth: sessions,
  };
  return { fields, identity: uscc === null ? `name:${plainName(name)}` : `uscc:${uscc}` };
}

function pairingOf(values: Values): Assembled | readonly RowProblem[] {
  const fields: PairingRow = {
    stationId: text(values, 'station'),
    organizationId: text(values, 'organization'),
    kind: orNull(values, 'kind') as PairingKind | null,
    paperNumber: orNull(values, 'number'),
    fromOn: day(values, 'fromOn')!,
    toOn: day(values, 'toOn')!,
    help: text(values, 'help'),
    goal: text(values, 'goal'),
    filedOn: day(values, 'filedOn'),
  };
  if (fields.toOn < fields.fromOn)
    return [{ key: 'toOn', reason: '终止日期早于起始日期', suggestion: '请核对起止日期' }];
  return { fields, identity: `pair:${fields.stationId}:${fields.organizationId}:${fields.fromOn}` };
}

/** Their own number names the line; without one, all that it says does. */
const identityOf = (owner: string, number: string, fields: unknown) =>
  number === '' ? `said:${owner}:${JSON.stringify(fields)}` : `number:${owner}:${plainName(number)}`;
