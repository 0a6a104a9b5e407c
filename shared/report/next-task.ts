/** A row of 谁该做下一步: an open thing, whose turn it is, what they must do, by when. */
export const NEXT_KINDS = [
  'order',
  'claim',
  'invitation',
  'takeover',
  'agreement',
  'session',
  'round',
  'ruling',
] as const;
export type NextKind = (typeof NEXT_KINDS)[number];

export const NEXT_KIND_WORDS: Record<NextKind, string> = {
  order: '点单',
  claim: '接单',
  invitation: '邀请',
  takeover: '转接',
  agreement: '协议',
  session: '服务记录',
  round: '月调度',
  ruling: '裁定',
};

export interface NextTask {
  /** `kind:id`, unique in the list, and its cursor. */
  readonly id: string;
  readonly kind: NextKind;
  readonly title: string;
  /** The station it is about, unless it is who acts. */
  readonly place: string | null;
  readonly who: string;
  readonly what: string;
  readonly dueAt: Date | null;
  /** It is the viewer's own side that acts. */
  readonly mine: boolean;
  readonly links: { readonly phone: string; readonly desk: string };
}

/** Mine first; then the soonest due, what has no due time last; then by id, so that the order is total. */
export function compareTasks(a: NextTask, b: NextTask): number {
  if (a.mine !== b.mine) return a.mine ? -1 : 1;
  const due = (a.dueAt?.getTime() ?? Number.POSITIVE_INFINITY) - (b.dueAt?.getTime() ?? Number.POSITIVE_INFINITY);
  // Two without a due time make no number.
  if (due !== 0 && !Number.isNaN(due)) return due;
  return a.id < b.id ? -1 : a.id === b.id ? 0 : 1;
}
