/**
 * What may happen to a station's state: one table.
 *
 *     planned ──hang_plaque──▶ plaque_hung ──start──▶ operating ◀──resume── suspended ──close──▶ closed
 *                                                         └──────suspend──────▶
 *
 * Facts propose, the bureau decides: nothing here moves by itself. `start` and `resume` ask for all six haves, and `start`
 * for a delivered service and a worker; `suspend` asks for a ground that the facts bear, or for a reason in words.
 */
import { daysBetween, formatDay, type LocalDate } from '../calendar.ts';
import { checkReason, type ReasonMissing } from '../refusal.ts';
import { HAVE_STANDING_WORDS, HAVE_WORDS, type HaveView, type ServiceFacts } from './haves.ts';
import { StationNotIn, StationNotReady, SuspensionUnfounded } from './refusals.ts';
import type { StationState } from './station.ts';
import type { Thresholds } from './thresholds.ts';

export const STATION_MOVES = ['hang_plaque', 'start', 'suspend', 'resume', 'close'] as const;
export type StationMove = (typeof STATION_MOVES)[number];

export const STATION_MOVE_WORDS: Record<StationMove, string> = {
  hang_plaque: '登记挂牌',
  start: '转为实体化运行',
  suspend: '暂停服务',
  resume: '恢复运行',
  close: '撤销站点',
};

export const STATION_TABLE: Record<StationMove, { readonly from: readonly StationState[]; readonly to: StationState }> =
  {
    hang_plaque: { from: ['planned'], to: 'plaque_hung' },
    start: { from: ['plaque_hung'], to: 'operating' },
    suspend: { from: ['operating'], to: 'suspended' },
    resume: { from: ['suspended'], to: 'operating' },
    close: { from: ['suspended'], to: 'closed' },
  };

export const SUSPENSION_GROUNDS = ['no_service', 'haves_broken', 'other'] as const;
export type SuspensionGround = (typeof SUSPENSION_GROUNDS)[number];
export const SUSPENSION_GROUND_WORDS: Record<SuspensionGround, string> = {
  no_service: '长期没有服务',
  haves_broken: '“六有”不再达标',
  other: '其他原因',
};

/** What the guards look at. */
export interface StationStanding {
  readonly haves: readonly HaveView[];
  readonly services: ServiceFacts;
  /** At the station today. */
  readonly workers: number;
  /** Since when it operates; null when it was never moved there by a decision kept here. */
  readonly operatingSince: LocalDate | null;
}

export interface MoveAsked {
  readonly move: StationMove;
  readonly ground: SuspensionGround | null;
  readonly reason: string;
}

export interface Moved {
  readonly from: StationState;
  readonly to: StationState;
  readonly ground: SuspensionGround | null;
  readonly reason: string;
}

/**
 * @returns `StationNotIn` from any state that the table does not name; `StationNotReady` with each gap for start and resume;
 *   `SuspensionUnfounded` when the facts do not bear the ground; `ReasonMissing` where words are asked: suspending for
 *   another reason, and closing
 */
export function moveStation(
  state: StationState,
  { move, ground, reason }: MoveAsked,
  standing: StationStanding,
  thresholds: Thresholds,
  today: LocalDate,
): Moved | StationNotIn | StationNotReady | SuspensionUnfounded | ReasonMissing {
  const { from, to } = STATION_TABLE[move];
  if (!from.includes(state)) return new StationNotIn(from, state);
  if (move === 'start' || move === 'resume') {
    const gaps = readinessGaps(move, standing);
    if (0 < gaps.length) return new StationNotReady(gaps);
  }
  const kept = move === 'suspend' ? (ground ?? 'other') : null;
  const needsWords = kept === 'other' || move === 'close';
  const words = needsWords || reason.trim() !== '' ? checkReason(reason) : '';
  if (typeof words !== 'string') return words;
  if (kept !== null && kept !== 'other' && !suspensionGrounds(standing, thresholds, today).includes(kept))
    return new SuspensionUnfounded(
      `现有记录不支持“${SUSPENSION_GROUND_WORDS[kept]}”：${lastServiceWords(standing.services)}。请核对后改选原因，或选“其他原因”并写明。`,
    );
  return { from: state, to, ground: kept, reason: words };
}

/** Every gap before the station may operate; empty when it may. A resumed one has delivered before. */
export function readinessGaps(move: 'start' | 'resume', { haves, services, workers }: StationStanding): string[] {
  // A suspended station serves nobody, so its recent services cannot be asked for again.
  const asked = haves.filter(({ item }) => move === 'start' || item !== 'services');
  return [
    ...asked
      .filter(({ standing }) => standing !== 'met')
      .map(
        ({ item, standing, gaps }) =>
          `${HAVE_WORDS[item]}${HAVE_STANDING_WORDS[standing]}${gaps[0] ? `（${gaps[0]}）` : ''}`,
      ),
    ...(move === 'start' && services.ever < 1 ? ['还没有经确认的服务'] : []),
    ...(workers < 1 ? ['没有在岗社工'] : []),
  ];
}

/**
 * The grounds that the facts bear today, for the bureau to confirm: no service in the last `idle_days` days (counted from
 * when it began to operate, if it never served), and a have that is no longer met.
 */
export function suspensionGrounds(
  { haves, services, operatingSince }: StationStanding,
  { idle_days }: Thresholds,
  today: LocalDate,
): SuspensionGround[] {
  const since =
    [services.lastOn, operatingSince]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null;
  const idle = since !== null && idle_days <= daysBetween(since, today);
  // Without services the first ground says it already; a statement that waits is the bureau's own turn.
  const broken = haves.some(
    ({ item, standing }) =>
      item !== 'services' && (standing === 'short' || standing === 'lapsed' || standing === 'returned'),
  );
  return [...(idle ? (['no_service'] as const) : []), ...(broken ? (['haves_broken'] as const) : [])];
}

/** The moves that the table allows from a state. */
export function movesFrom(state: StationState): StationMove[] {
  return STATION_MOVES.filter((move) => STATION_TABLE[move].from.includes(state));
}

function lastServiceWords({ lastOn, recent }: ServiceFacts): string {
  return lastOn === null ? '该站还没有服务记录' : `最近一次服务 ${formatDay(lastOn)}，统计期内 ${recent} 场`;
}
