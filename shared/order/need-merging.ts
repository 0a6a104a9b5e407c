/**
 * Merging near-duplicate needs: one takes the other in, and both stay as they were written. People are added only when a
 * person says that they are different people; nothing of the two is changed, so that taking them apart loses nothing.
 */
import { addQuantities, type Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { NeedsNotMergeable } from './need-refusals.ts';

/** A need as merging sees it; `people` is the whole, with what it took in before. */
export interface Mergeable {
  readonly id: string;
  readonly stationId: string;
  readonly people: Quantity | null;
}

/** What the merge adds to the people of the one that stays: null when they are the same people. */
export function mergedPeople(
  source: Mergeable,
  target: Mergeable,
  differentPeople: boolean,
): Quantity | null | NeedsNotMergeable {
  if (source.id === target.id) return new NeedsNotMergeable('same_need');
  if (source.stationId !== target.stationId) return new NeedsNotMergeable('other_station');
  if (!differentPeople) return null;
  if (source.people === null || target.people === null) return new NeedsNotMergeable('no_people');
  return addQuantities(target.people, source.people) instanceof Refusal
    ? new NeedsNotMergeable('units_differ')
    : source.people;
}

/** The people of a need with those that its merges added, each in the same unit by `mergedPeople`. */
export function peopleOf(own: Quantity | null, added: readonly Quantity[]): Quantity | null {
  return added.reduce<Quantity | null>((sum, each) => {
    if (sum === null) return null;
    const more = addQuantities(sum, each);
    // The unit was corrected after the merge: no sum is true any more, so none is said.
    return more instanceof Refusal ? null : more;
  }, own);
}
