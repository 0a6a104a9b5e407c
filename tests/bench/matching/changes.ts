/** The changes to a living plan that the bench measures, and what a run of them tells. */
export const CHANGES = ['insert', 'cancel', 'capacity', 'pin', 'unpin'] as const;
export type Change = (typeof CHANGES)[number];

export interface LiveRun {
  /** Milliseconds of each change, ascending. */
  readonly millis: Record<Change, number[]>;
  readonly total: number;
  /** Of the instance as it is at the end, solved anew. */
  readonly anew: number;
}
