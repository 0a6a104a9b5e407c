/** The order as it is being written: text of controls, turned into the API's input and into shared's fields. */
import { endOfDay, isLocalDate, localDateOf, type LocalDate } from '@jiedui/shared/calendar.ts';
import type { ClaimMode } from '@jiedui/shared/order/claim-terms.ts';
import { type Sharing, SEATS_MAX } from '@jiedui/shared/order/sharing.ts';
import type { OrderLine } from '@jiedui/shared/order/line.ts';
import type { NeedType, OrderFields, OrderLeg, OrderMode, Urgency } from '@jiedui/shared/order/order.ts';
import { isDuration } from '@jiedui/shared/order/series.ts';
import type { OrderDraftInput, OrderDraftFragment } from '../../gql/graphql.ts';
import { readFen, yuanText } from '../../kit/money.ts';
import { readCount, type QuantityText } from '../../kit/QuantityField.tsx';
import { graphql } from '../../gql/gql.ts';

export const ORDER_DRAFT = graphql(/* GraphQL */ `
  fragment OrderDraft on Order {
    id
    number
    version
    state
    title
    description
    serviceType
    targetGroups
    headcount {
      value
      qualifier
      unit
    }
    place
    windowFrom
    windowTo
    needType
    mode
    leg
    urgency
    requiredQualifications
    budgetCapFen
    durationMinutes
    claimableUntil
    claimMode
    sharing
    seats
    lines {
      seq
      what
      note
      quantity {
        value
        qualifier
        unit
      }
    }
    seriesSeq
    updatedAt
  }
`);

export interface DraftText {
  title: string;
  description: string;
  serviceType: string;
  targetGroups: readonly string[];
  headcount: QuantityText;
  place: string;
  windowFrom: string;
  windowTo: string;
  needType: NeedType | '';
  mode: OrderMode | '';
  leg: OrderLeg | '';
  urgency: Urgency | '';
  /** Licences that who serves it must hold. */
  requiredQualifications: readonly string[];
  /** What a session may cost, in 元; empty when nothing caps it. */
  budgetYuan: string;
  /** How long it takes, in hours; empty where the window is the service's. */
  durationHours: string;
  /** The last day on which it may be claimed; the instant is the end of that day. */
  claimableOn: string;
  /** To whom it is open first; empty leaves it to the authority. */
  claimMode: ClaimMode | '';
  sharing: Sharing;
  /** Organizations that take it together, of a joint order. */
  seats: string;
  /** Kept while another way is tried; sent when it is taken by line. */
  lines: readonly LineText[];
}

/** One line as it is being written. */
export interface LineText {
  what: string;
  quantity: QuantityText;
  note: string;
}

export const BLANK_LINE: LineText = { what: '', quantity: { value: '', qualifier: 'exact', unit: 'person' }, note: '' };

export const BLANK: DraftText = {
  title: '',
  description: '',
  serviceType: '',
  targetGroups: [],
  headcount: { value: '', qualifier: 'exact', unit: 'person' },
  place: '',
  windowFrom: '',
  windowTo: '',
  needType: '',
  mode: '',
  leg: '',
  urgency: 'normal',
  requiredQualifications: [],
  budgetYuan: '',
  durationHours: '',
  claimableOn: '',
  claimMode: '',
  sharing: 'exclusive',
  seats: '2',
  lines: [],
};

export function textOf(order: OrderDraftFragment): DraftText {
  return {
    title: order.title,
    description: order.description,
    serviceType: order.serviceType ?? '',
    targetGroups: order.targetGroups,
    headcount: order.headcount
      ? { value: String(order.headcount.value), qualifier: order.headcount.qualifier, unit: order.headcount.unit }
      : BLANK.headcount,
    place: order.place,
    windowFrom: order.windowFrom ?? '',
    windowTo: order.windowTo ?? '',
    needType: order.needType ?? '',
    mode: order.mode ?? '',
    leg: order.leg ?? '',
    urgency: order.urgency ?? '',
    requiredQualifications: order.requiredQualifications,
    budgetYuan: yuanText(order.budgetCapFen),
    durationHours: order.durationMinutes ? String(order.durationMinutes / 60) : '',
    claimableOn: order.claimableUntil ? localDateOf(new Date(order.claimableUntil)) : '',
    claimMode: order.claimMode ?? '',
    sharing: order.sharing,
    seats: order.sharing === 'joint' ? String(order.seats) : BLANK.seats,
    lines: order.lines.map(({ what, quantity, note }) => ({
      what,
      note,
      quantity: { value: String(quantity.value), qualifier: quantity.qualifier, unit: quantity.unit },
    })),
  };
}

const dateOrNull = (text: string): LocalDate | null => (isLocalDate(text) ? text : null);

/** Hours in minutes; null for nothing, and for what is no time at all. */
export function readHours(text: string): number | null {
  const minutes = Math.round(Number(text.trim()) * 60);
  return text.trim() !== '' && Number.isInteger(minutes) && isDuration(minutes) ? minutes : null;
}

/** As shared's rules read it: what is empty is null. */
export function fieldsOf(text: DraftText): OrderFields {
  const value = readCount(text.headcount.value);
  const claimableOn = dateOrNull(text.claimableOn);
  return {
    title: text.title,
    description: text.description,
    serviceType: text.serviceType || null,
    targetGroups: text.targetGroups,
    headcount: value === null ? null : { value, qualifier: text.headcount.qualifier, unit: text.headcount.unit },
    place: text.place,
    windowFrom: dateOrNull(text.windowFrom),
    windowTo: dateOrNull(text.windowTo),
    needType: text.needType || null,
    mode: text.mode || null,
    leg: text.leg || null,
    urgency: text.urgency || null,
    requiredQualifications: text.requiredQualifications,
    budgetCapFen: readFen(text.budgetYuan),
    durationMinutes: readHours(text.durationHours),
    claimableUntil: claimableOn === null ? null : endOfDay(claimableOn),
    claimMode: text.claimMode || null,
    sharing: text.sharing,
    seats: text.sharing === 'joint' ? (readCount(text.seats) ?? 0) : 1,
    lines: text.sharing === 'partial' ? text.lines.map(lineOf) : [],
  };
}

function lineOf({ what, quantity, note }: LineText, i: number): OrderLine {
  const { qualifier, unit } = quantity;
  return {
    seq: i + 1,
    serviceType: null,
    what,
    note,
    quantity: { value: readCount(quantity.value) ?? 0, qualifier, unit },
  };
}

export function inputOf(text: DraftText): Omit<OrderDraftInput, 'clientMutationId' | 'id' | 'expectedVersion'> {
  const fields = fieldsOf(text);
  return {
    ...fields,
    targetGroups: [...fields.targetGroups],
    requiredQualifications: [...text.requiredQualifications],
    claimableUntil: fields.claimableUntil?.toISOString() ?? null,
    // What is no number yet is not one to save.
    seats: Math.min(Math.max(fields.seats ?? 1, 1), SEATS_MAX),
    lines: (fields.lines ?? []).map(({ what, quantity, note }) => ({ what, quantity, note })),
  };
}

/** The four steps, and which step each field of the API stands on. */
export const STEPS = ['要什么', '为谁', '何时何地', '确认'] as const;

const STEP_OF: Readonly<Record<string, number>> = {
  title: 1,
  serviceType: 1,
  leg: 1,
  mode: 1,
  description: 1,
  targetGroups: 2,
  headcount: 2,
  needType: 2,
  place: 3,
  windowFrom: 3,
  windowTo: 3,
  urgency: 3,
  requiredQualifications: 1,
  budgetCapFen: 3,
  durationMinutes: 3,
  claimableUntil: 3,
  sharing: 2,
  seats: 2,
  lines: 2,
  members: 4,
  claimMode: 4,
};

export function stepOf(field: string): number {
  return STEP_OF[field.split('.')[0] ?? ''] ?? 1;
}
