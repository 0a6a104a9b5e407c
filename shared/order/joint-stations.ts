/**
 * A joint order of several stations (多站联合点单): a lead, whose order it is, and members with their share of the headcount.
 *
 *     asked ──join──▶ joins          the lead asks while it is a draft, and may ask anew; a draft may be changed
 *       └────refuse──▶ stays_out     by the lead until it is posted
 *
 * What holds:
 * - It is posted when everybody has answered. Who stays out is no part of it; the lead's own share is what is left.
 * - From then on members are fixed. The lead confirms or declines claims for all; members read them.
 * - A session for it may be held at any station that takes part, and counts when each station listed has confirmed it.
 *   The order is completed when, besides all its claims, every station that takes part has a confirmed session.
 * - A change of the draft after somebody joined asks that member again: consent is to what stands there.
 */
import { checkReason, type FieldProblem, ReasonMissing } from '../refusal.ts';
import type { Quantity } from '../quantity.ts';
import { StationAnswered, MembersUnsettled } from './refusals.ts';

export const MEMBER_ANSWERS = ['asked', 'joins', 'stays_out'] as const;
export type MemberAnswer = (typeof MEMBER_ANSWERS)[number];

export const MEMBER_ANSWER_WORDS: Record<MemberAnswer, string> = {
  asked: '待答复',
  joins: '参加',
  stays_out: '不参加',
};

export const MEMBERS_MAX = 20;

export interface Member {
  readonly stationId: string;
  readonly stationName: string;
  /** Of the order's headcount, in its unit. */
  readonly share: number;
  readonly answer: MemberAnswer;
  readonly answeredAt: Date | null;
  readonly reason: string | null;
}

/** The lead's own share: what members do not take. Negative when they take more than there is. */
export function leadShare(headcount: Quantity | null, members: readonly Pick<Member, 'share' | 'answer'>[]): number {
  const theirs = members.filter(({ answer }) => answer !== 'stays_out').reduce((sum, { share }) => sum + share, 0);
  return (headcount?.value ?? 0) - theirs;
}

/** What is wrong with asking these: nobody, the lead itself, one twice, or more than the headcount. */
export function memberProblems(
  leadId: string,
  headcount: Quantity | null,
  asked: readonly Pick<Member, 'stationId' | 'share'>[],
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (MEMBERS_MAX < asked.length) problems.push({ field: 'members', message: `联合的社工站不超过 ${MEMBERS_MAX} 个` });
  if (asked.some(({ stationId }) => stationId === leadId))
    problems.push({ field: 'members', message: '牵头站不用加入，请只选其他社工站' });
  if (new Set(asked.map(({ stationId }) => stationId)).size < asked.length)
    problems.push({ field: 'members', message: '同一社工站只能选一次' });
  if (asked.some(({ share }) => share < 1))
    problems.push({ field: 'members', message: '请填写每个社工站的份额，1 以上' });
  else if (
    0 < asked.length &&
    leadShare(
      headcount,
      asked.map((each) => ({ ...each, answer: 'asked' as const })),
    ) < 1
  )
    problems.push({ field: 'members', message: '各站份额之和应小于预计数量，余下的是牵头站自己的份额' });
  return problems;
}

/** 参加 or 不参加, the latter with a reason that the lead reads. */
export function answer(
  member: Member,
  joins: boolean,
  reason: string,
  at: Date,
): Member | StationAnswered | ReasonMissing {
  if (member.answer !== 'asked') return new StationAnswered(member.answer);
  if (joins) return { ...member, answer: 'joins', answeredAt: at, reason: null };
  const checked = checkReason(reason);
  if (checked instanceof ReasonMissing) return checked;
  return { ...member, answer: 'stays_out', answeredAt: at, reason: checked };
}

/** Null when everybody has answered: it may be posted. */
export function refuseUnsettled(members: readonly Member[]): MembersUnsettled | null {
  const waiting = members.filter((member) => member.answer === 'asked').map(({ stationName }) => stationName);
  return waiting.length === 0 ? null : new MembersUnsettled(waiting);
}
