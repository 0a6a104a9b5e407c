/**
 * What may happen to a service record.
 *
 *     draft ──submit──▶ submitted ──confirm──▶ confirmed     (when the last listed station confirms)
 *                 ▲         │
 *              submit     return
 *                 │         ▼
 *                 └──── returned
 *
 * The organization records, the stations confirm, never the same side; only confirmed numbers count.
 */
import { checkReason, ReasonMissing } from '../refusal.ts';
import { SameSide, SessionNotFound, SessionNotIn } from './refusals.ts';
import type { SessionLife, SessionState, SessionStation } from './session.ts';

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const SESSION_STEPS = {
  save: { from: ['draft'], to: 'draft' },
  revise: { from: ['returned'], to: 'returned' },
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  confirm: { from: ['submitted'], to: 'confirmed' },
  return: { from: ['submitted'], to: 'returned' },
} as const satisfies Record<string, { from: readonly SessionState[]; to: SessionState }>;
export type SessionStep = keyof typeof SESSION_STEPS;

/** Who acts: the account, and the stations and organizations it stands for. */
export interface SessionActor {
  readonly accountId: string;
  readonly stationIds: readonly string[];
  readonly organizationIds: readonly string[];
}

/** A station's word with its confirmation: satisfaction 1 to 5, or null when it gives none. */
export interface SessionWord {
  readonly satisfaction: number | null;
  readonly opinion: string | null;
}

/** The state the step leads to, or `SessionNotIn` with the state the record is in. */
export function moveSession(state: SessionState, step: SessionStep): SessionState | SessionNotIn {
  const { from, to } = SESSION_STEPS[step];
  return (from as readonly SessionState[]).includes(state) ? to : new SessionNotIn(state);
}

/** The organization hands it to the stations; check it with recording.ts first. */
export function submit<T extends SessionLife>(session: T, at: Date): T | SessionNotIn {
  const state = moveSession(session.state, 'submit');
  return state instanceof SessionNotIn ? state : { ...session, state, submittedAt: at, returnReason: null };
}

/**
 * The actor's stations confirm; the record is confirmed when every listed station has.
 *
 * @returns `SameSide` for the recording organization; `SessionNotFound` when no listed station is the actor's;
 * `SessionNotIn` when it is not submitted, or the actor's stations have all confirmed before
 */
export function confirm<T extends SessionLife>(
  session: T,
  actor: SessionActor,
  word: SessionWord,
  at: Date,
): T | SessionNotIn | SameSide | SessionNotFound {
  const refusal = refuseActor(session, actor);
  if (refusal) return refusal;
  const state = moveSession(session.state, 'confirm');
  if (state instanceof SessionNotIn) return state;
  const isMine = (s: SessionStation) => actor.stationIds.includes(s.stationId) && s.confirmedAt === null;
  if (!session.stations.some(isMine)) return new SessionNotIn('confirmed');
  const stations = session.stations.map((s) =>
    isMine(s) ? { ...s, ...word, confirmedAt: at, confirmedBy: actor.accountId } : s,
  );
  return stations.every((s) => s.confirmedAt !== null)
    ? { ...session, stations, state, confirmedAt: at }
    : { ...session, stations };
}

/** A station sends it back with a reason; confirmations given so far fall, for the content will change. */
export function returnSession<T extends SessionLife>(
  session: T,
  actor: SessionActor,
  reason: string,
): T | SessionNotIn | SameSide | SessionNotFound | ReasonMissing {
  const refusal = refuseActor(session, actor);
  if (refusal) return refusal;
  const state = moveSession(session.state, 'return');
  if (state instanceof SessionNotIn) return state;
  const checked = checkReason(reason);
  if (checked instanceof ReasonMissing) return checked;
  const stations = session.stations.map((s) => ({
    ...s,
    confirmedAt: null,
    confirmedBy: null,
    satisfaction: null,
    opinion: null,
  }));
  return { ...session, stations, state, returnReason: checked };
}

/** May this actor confirm or return it now: what the button asks, by the same rules. */
export function mayConfirm(session: SessionLife, actor: SessionActor): boolean {
  return (
    session.state === 'submitted' &&
    refuseActor(session, actor) === null &&
    session.stations.some((s) => s.confirmedAt === null && actor.stationIds.includes(s.stationId))
  );
}

/** May this actor still write in it: the recording side, before it is submitted or after it is returned. */
export function mayEdit(session: SessionLife, actor: SessionActor): boolean {
  return (
    actor.organizationIds.includes(session.organizationId) &&
    !(moveSession(session.state, saveStepOf(session.state)) instanceof SessionNotIn)
  );
}

/** Saving without submitting: a returned record stays returned until it is submitted again. */
export function saveStepOf(state: SessionState): SessionStep {
  return state === 'returned' ? 'revise' : 'save';
}

function refuseActor(session: SessionLife, actor: SessionActor): SameSide | SessionNotFound | null {
  if (actor.organizationIds.includes(session.organizationId)) return new SameSide();
  return session.stations.some((s) => actor.stationIds.includes(s.stationId)) ? null : new SessionNotFound();
}
