/** Gives orders that are older than search, or than its rules, their searchable texts: a batch at a time, by the schedule. */
import type { ScheduledTask } from '../schedule.ts';
import { makeMissingTexts } from './order-texts.store.ts';

const BATCH = 500;

/** Once nothing is missing there is nothing to look for: every order written since has its text. */
export function makingTexts(): ScheduledTask {
  let complete = false;
  return {
    name: 'search.texts',
    run: async (tx) => {
      if (complete) return false;
      complete = (await makeMissingTexts(tx, BATCH)) < BATCH;
      return !complete;
    },
  };
}
