/** The order of the desk's queue, and where the officer stands in it. Pure. */
import { DECISIONS_WITH_NOTE } from '@jiedui/shared/dispatch/deciding.ts';
import { LIGHTS, type Decision, type Light } from '@jiedui/shared/dispatch/round.ts';

interface Queued {
  readonly id: string;
  readonly seq: number;
  readonly light: Light;
  readonly decision?: Decision | null | undefined;
}

/** Red first, then yellow, then green; within a light by the number of the line. */
export function inQueueOrder<Line extends Queued>(lines: readonly Line[]): Line[] {
  return [...lines].sort((a, b) => LIGHTS.indexOf(a.light) - LIGHTS.indexOf(b.light) || a.seq - b.seq);
}

export function isDecided(line: Queued): boolean {
  return line.decision !== null && line.decision !== undefined;
}

/** The next line that waits, after the given one and around the end; null when none waits. */
export function nextWaiting<Line extends Queued>(queue: readonly Line[], afterId: string): Line | null {
  const at = queue.findIndex((line) => line.id === afterId);
  return (
    [...queue.slice(at + 1), ...queue.slice(0, at + 1)].find((line) => !isDecided(line) && line.id !== afterId) ?? null
  );
}

/** The neighbour `step` lines away, stopping at the ends. */
export function neighbour<Line extends Queued>(queue: readonly Line[], id: string, step: 1 | -1): Line | null {
  const at = queue.findIndex((line) => line.id === id);
  return queue[Math.min(Math.max(at + step, 0), queue.length - 1)] ?? null;
}

/** `催办 1 · 同意 6`, in the order of the decisions. */
export function countBy<Key extends string>(
  keys: readonly Key[],
  of: readonly (Key | null | undefined)[],
): { key: Key; count: number }[] {
  return keys.map((key) => ({ key, count: of.filter((each) => each === key).length })).filter(({ count }) => count > 0);
}

/** Decisions that change what others do need their reason in words. */
export const NEEDS_NOTE: ReadonlySet<Decision> = new Set(DECISIONS_WITH_NOTE);

/** What each decision means for the two sides, so that nobody has to guess. */
export const DECISION_MEANINGS: Record<Decision, string> = {
  urge: '请机构限期办理，下月再看',
  reassign: '换机构承接，说明换给谁、为什么',
  coordinate: '民政局出面协调，说明谁去、何时',
  carry_over: '本月不办，说明原因，转到下月',
  approve: '按本月进展继续',
};

/** What a light asks of the officer. */
export const LIGHT_MEANINGS: Record<Light, string> = { red: '无人接单或超期', yellow: '需定夺', green: '可直接同意' };
