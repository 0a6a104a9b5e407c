/**
 * What may happen to a take-over request.
 *
 *     asked ──agree──▶ agreed ──accept──▶ done         (the old claim is handed over, the new one confirmed)
 *     asked ──(holderUntil)──▶ agreed                  silence is a yes
 *     asked ──refuse──▶ refused    agreed ──reject──▶ rejected    asked, agreed ──withdraw──▶ withdrawn
 *     agreed ──(stationUntil)──▶ lapsed                asked, agreed ──void──▶ void   (the old claim ended otherwise)
 *
 * `agreed` by silence and `lapsed` are derived when read; `settle` writes a lapse down when somebody asks anew.
 */
import { endOfDay, localDateOf } from '../calendar.ts';
import { ReasonMissing } from '../refusal.ts';
import { addWorkingDays } from '../working-calendar.ts';
import { checkEndReason, type EndCode, HOLDER_CODES, STATION_CODES } from './end-reasons.ts';
import type { TakeoverLife, TakeoverState } from './takeover.ts';
import { TakeoverNotIn } from './takeover-refusals.ts';

/** Working days for the holder after the day of asking, and then for the station. */
export const HOLDER_WORKING_DAYS = 2;
export const STATION_WORKING_DAYS = 2;

export const TAKEOVER_STEPS = {
  agree: { from: ['asked'], to: 'agreed' },
  refuse: { from: ['asked'], to: 'refused' },
  accept: { from: ['agreed'], to: 'done' },
  reject: { from: ['agreed'], to: 'rejected' },
  withdraw: { from: ['asked', 'agreed'], to: 'withdrawn' },
  void: { from: ['asked', 'agreed'], to: 'void' },
  settle: { from: ['lapsed'], to: 'lapsed' },
} as const satisfies Record<string, { from: readonly TakeoverState[]; to: TakeoverState }>;
export type TakeoverStep = keyof typeof TAKEOVER_STEPS;

type Dates = Pick<TakeoverLife, 'state' | 'holderUntil' | 'stationUntil'>;

/** The last instants of a request made at `askedAt`: the holder's, and the station's if the holder says nothing. */
export function takeoverUntil(askedAt: Date): { holderUntil: Date; stationUntil: Date } {
  const holder = addWorkingDays(localDateOf(askedAt), HOLDER_WORKING_DAYS);
  return { holderUntil: endOfDay(holder), stationUntil: endOfDay(addWorkingDays(holder, STATION_WORKING_DAYS)) };
}

/** The state a reader sees: silence is a yes, and a station that says nothing lets it lapse. */
export function effectiveTakeoverState({ state, holderUntil, stationUntil }: Dates, at: Date): TakeoverState {
  if (state !== 'asked' && state !== 'agreed') return state;
  if (stationUntil < at) return 'lapsed';
  return holderUntil < at ? 'agreed' : state;
}

export function moveTakeover(takeover: Dates, step: TakeoverStep, at: Date): TakeoverState | TakeoverNotIn {
  const state = effectiveTakeoverState(takeover, at);
  const { from, to } = TAKEOVER_STEPS[step];
  return (from as readonly TakeoverState[]).includes(state) ? to : new TakeoverNotIn(state);
}

/** The holder says yes; the station's days run from then. */
export function agree<T extends TakeoverLife>(takeover: T, at: Date): T | TakeoverNotIn {
  const state = moveTakeover(takeover, 'agree', at);
  if (state instanceof TakeoverNotIn) return state;
  const stationUntil = endOfDay(addWorkingDays(localDateOf(at), STATION_WORKING_DAYS));
  return { ...takeover, state, holderAgreedAt: at, stationUntil };
}

/** The holder says no, with a coded reason that who asked reads. */
export function refuse<T extends TakeoverLife>(
  takeover: T,
  code: EndCode,
  words: string,
  at: Date,
): T | TakeoverNotIn | ReasonMissing {
  return end(takeover, 'refuse', HOLDER_CODES, code, words, at);
}

/** The station keeps the holder, with a coded reason that both read. */
export function reject<T extends TakeoverLife>(
  takeover: T,
  code: EndCode,
  words: string,
  at: Date,
): T | TakeoverNotIn | ReasonMissing {
  return end(takeover, 'reject', STATION_CODES, code, words, at);
}

/** The station takes the other: the claims change hands in the same transaction, judged by claim/evaluation.ts. */
export function accept<T extends TakeoverLife>(takeover: T, newClaimId: string, at: Date): T | TakeoverNotIn {
  const state = moveTakeover(takeover, 'accept', at);
  if (state instanceof TakeoverNotIn) return state;
  const holderAgreedAt = takeover.holderAgreedAt ?? takeover.holderUntil;
  return { ...takeover, state, holderAgreedAt, answeredAt: at, newClaimId };
}

export function withdraw<T extends TakeoverLife>(takeover: T, at: Date): T | TakeoverNotIn {
  const state = moveTakeover(takeover, 'withdraw', at);
  return state instanceof TakeoverNotIn ? state : { ...takeover, state, answeredAt: at };
}

function end<T extends TakeoverLife>(
  takeover: T,
  step: 'refuse' | 'reject',
  allowed: readonly EndCode[],
  code: EndCode,
  words: string,
  at: Date,
): T | TakeoverNotIn | ReasonMissing {
  const state = moveTakeover(takeover, step, at);
  if (state instanceof TakeoverNotIn) return state;
  const reason = checkEndReason(allowed, code, words);
  if (reason instanceof ReasonMissing) return reason;
  return { ...takeover, state, answeredAt: at, endCode: reason.code, reason: reason.words };
}
