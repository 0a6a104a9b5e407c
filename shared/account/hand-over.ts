/**
 * Hand-over (工作交接): someone leaves a station or an organization, and everything open there goes to a colleague in one
 * step. The rule knows people and days only; what is open is collected by the last room, which sees all of them.
 *
 * The unit owns its work, so nothing changes hands in the papers: the hand-over says who answers for each open thing from
 * now on, and the leaver's roles end on the last day.
 */
import { addDays, formatDay, type LocalDate } from '../calendar.ts';
import { checkReason, type ReasonMissing, Refusal } from '../refusal.ts';
import type { Role } from './role.ts';

/** What may be open, in the order in which a colleague should look at it: what others wait for comes first. */
export const OPEN_ITEM_KINDS = [
  'claim_to_confirm',
  'session_to_confirm',
  'agreement_to_sign',
  'invitation_to_answer',
  'claim_held',
  'session_to_record',
  'order',
  'order_draft',
  'offer',
] as const;
export type OpenItemKind = (typeof OPEN_ITEM_KINDS)[number];

export const OPEN_ITEM_KIND_WORDS: Record<OpenItemKind, string> = {
  claim_to_confirm: '待确认的接单',
  session_to_confirm: '待确认的服务记录',
  agreement_to_sign: '待签署的协议',
  invitation_to_answer: '待答复的邀请',
  claim_held: '承接中的点单',
  session_to_record: '未提交的服务记录',
  order: '办理中的点单',
  order_draft: '点单草稿',
  offer: '在供的供给',
};

/** Something of the unit that somebody must finish. */
export interface OpenItem {
  readonly kind: OpenItemKind;
  readonly id: string;
  /** The thing in words; of published papers, so it names nobody who is served. */
  readonly title: string;
  readonly dueAt: Date | null;
}

/** More open things than this at one unit are handed over in several turns of clearing up, not in one step. */
export const OPEN_ITEMS_MOST = 500;
/** The last day may be planned this many days ahead. */
export const LAST_DAY_AHEAD = 90;

/** Someone of the unit with the roles held there, and the last day of each; null while it has no end. */
export interface Colleague {
  readonly accountId: string;
  readonly grants: readonly { readonly role: Role; readonly validTo: LocalDate | null }[];
}

export interface HandOver {
  readonly leaver: Colleague | null;
  readonly receiver: Colleague | null;
  /** All of the unit who hold a role today, the two among them. */
  readonly colleagues: readonly Colleague[];
  /** The lead's role of this kind of unit. */
  readonly lead: Role;
  /** The last day on which the leaver may act, inclusive. */
  readonly lastDay: LocalDate;
  readonly note: string;
  /** A bureau may pass the lead's role on with the work; the unit itself may not appoint its lead. */
  readonly byBureau: boolean;
}

/** What the step does: the leaver's roles end on `lastDay`, and the receiver may become the lead. */
export interface HandOverPlan {
  readonly lastDay: LocalDate;
  readonly note: string;
  readonly passesLead: boolean;
}

export class HandOverUnsound extends Refusal {
  readonly code = 'HAND_OVER_UNSOUND' as const;
}

/** The unit would stand without a lead. */
export class HandOverNeedsLead extends Refusal {
  readonly code = 'HAND_OVER_NEEDS_LEAD' as const;
  constructor() {
    super('交接后本单位没有负责人签署协议。请由主管单位办理这次交接，负责人随交接转给接手人。');
  }
}

/**
 * Whether one colleague may hand over to the other, and what follows.
 *
 * @returns `HandOverUnsound` when either is not of the unit, both are the same, or the last day is past or too far;
 *   `HandOverNeedsLead` when the last lead leaves and the unit itself does it; `ReasonMissing` without a word of why
 */
export function handOver(
  { leaver, receiver, colleagues, lead, lastDay, note, byBureau }: HandOver,
  today: LocalDate,
): HandOverPlan | HandOverUnsound | HandOverNeedsLead | ReasonMissing {
  if (!leaver || !staysUntil(leaver, today))
    return new HandOverUnsound('交出人在本单位没有有效的角色，可能已经交接过。请刷新后查看交接记录。');
  if (receiver?.accountId === leaver.accountId)
    return new HandOverUnsound('接手人不能是交出人本人，请另选一位本单位的同事。');
  if (!receiver || !staysUntil(receiver, addDays(lastDay, 1)))
    return new HandOverUnsound('接手人在交出人离开以后没有本单位的有效角色，请另选一位，或请主管单位先开通账号。');
  if (lastDay < today) return new HandOverUnsound(`最后工作日不能早于今天（${formatDay(today)}），请改为今天或以后。`);
  if (addDays(today, LAST_DAY_AHEAD) < lastDay)
    return new HandOverUnsound(`最后工作日最多提前 ${LAST_DAY_AHEAD} 天安排，请改近一些。`);
  const reason = checkReason(note);
  if (typeof reason !== 'string') return reason;
  const leadAfter = colleagues.some(
    (each) => each.accountId !== leaver.accountId && holds(each, lead, addDays(lastDay, 1)),
  );
  const passesLead = holds(leaver, lead, today) && !leadAfter;
  if (passesLead && !byBureau) return new HandOverNeedsLead();
  return { lastDay, note: reason, passesLead };
}

/**
 * Of what is open, what is handed over: all of it, or the chosen items where several colleagues take over in turn.
 *
 * @returns `HandOverUnsound` when a chosen one is not open any more
 */
export function chosenItems(
  open: readonly OpenItem[],
  chosen: readonly Pick<OpenItem, 'kind' | 'id'>[] | null,
): readonly OpenItem[] | HandOverUnsound {
  if (chosen === null) return open;
  const keyOf = ({ kind, id }: Pick<OpenItem, 'kind' | 'id'>) => `${kind} ${id}`;
  const wanted = new Set(chosen.map(keyOf));
  const found = open.filter((item) => wanted.has(keyOf(item)));
  if (found.length < wanted.size) return new HandOverUnsound('所选事项里有刚刚办结的。请刷新后重新选择，再办理交接。');
  return found;
}

/** Whether the colleague holds any role of the unit on that day. */
function staysUntil(colleague: Colleague, day: LocalDate): boolean {
  return colleague.grants.some(({ validTo }) => validTo === null || day <= validTo);
}

function holds(colleague: Colleague, role: Role, day: LocalDate): boolean {
  return colleague.grants.some((grant) => grant.role === role && (grant.validTo === null || day <= grant.validTo));
}

/** Open items in the order of OPEN_ITEM_KINDS, the soonest due first; one without a due time comes last of its kind. */
export function inHandOverOrder(items: readonly OpenItem[]): OpenItem[] {
  const rank = (kind: OpenItemKind) => OPEN_ITEM_KINDS.indexOf(kind);
  const due = ({ dueAt }: OpenItem) => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return [...items].sort((a, b) => rank(a.kind) - rank(b.kind) || due(a) - due(b) || (a.id < b.id ? -1 : 1));
}
