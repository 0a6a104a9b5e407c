/** Gives orders that are older than search, or than its rules, their searchable texts: a batch at a time, by the schedule. */
import type { ScheduledTask } from '../schedule.ts';
import { makeMissingTexts } from './order-texts.store.ts';

const BATCH = 500;

/** Once nothing is missing there is nothing to look for: every order written since has its text. */
export function makingTexts(): ScheduledTask {
  let complete = false;
  let before: string | null = null;
  return {
    name: 'search.texts',
    run: async (tx) => {
      if (complete) return false;
      const { made, lastId } = await makeMissingTexts(tx, before, BATCH);
      // A page in which something was made is looked at again: whether that was committed is known only then.
      if (made === 0 && lastId === null) complete = true;
      else if (made === 0) before = lastId;
      return !complete;
    },
  };
}
