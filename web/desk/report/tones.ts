/** The shape and colour of a station's state, and of how a have stands. */
import type { HaveStanding } from '@jiedui/shared/station/haves.ts';
import type { StationState } from '@jiedui/shared/station/station.ts';
import type { Tone } from '../../kit/StateTag.tsx';

export const STATE_TONES: Record<StationState, Tone> = {
  planned: 'rest',
  plaque_hung: 'info',
  operating: 'done',
  suspended: 'late',
  closed: 'rest',
};

/** Waiting is the bureau's turn; short and returned are the station's. */
export const HAVE_TONES: Record<HaveStanding, Tone> = {
  met: 'done',
  waiting: 'decide',
  returned: 'info',
  lapsed: 'late',
  short: 'late',
};
