/**
 * The two figures of a register, kept apart on purpose: a plaque is not a service.
 *   nominal coverage (名义覆盖率) = (plaque_hung + operating) / real township units of the jurisdiction
 *   operating rate (实体化运行率) = operating / (plaque_hung + operating); 1025 of 1056 is 97.06 %
 * Source: the way in which provinces report: all townships have a station, so many of them serve.
 */
import type { StationState } from './station.ts';

export interface Coverage {
  /** Real streets, towns and townships; development zones and farms are none. */
  readonly townships: number;
  readonly plaqueHung: number;
  readonly operating: number;
}

/** Stations that count as set up: those suspended or closed do not. */
export const ESTABLISHED_STATES = ['plaque_hung', 'operating'] as const satisfies StationState[];

export function establishedOf({ plaqueHung, operating }: Coverage): number {
  return plaqueHung + operating;
}

/** `97.06%`, rounded half up in whole numbers; a dash where there is nothing to divide by. */
export function rateText(part: number, whole: number): string {
  if (whole === 0) return '—';
  const hundredths = Math.floor((part * 10_000 * 2 + whole) / (whole * 2));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}

/**
 * Whether a township-level code is a real unit: positions 7 to 9 below 400 (001–099 street, 100–199 town, 200–399
 * township; 400–599 are development zones, farms and the like).
 */
export function isRealTownship(code: string): boolean {
  const unit = Number(code.slice(6, 9));
  return 0 < unit && unit < 400;
}
