/** What a sheet's names are looked up in, and the lists of a template's dropdowns, as the viewer may see them. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { References } from '@jiedui/shared/report/import/reading.ts';
import { organizationIdOf, stationIdOf, type Viewer } from '../../viewer.ts';
import type { PlaceLists } from './list-sheet.ts';
import { authorityNames, organizationNames, placesOfTenant, stationNames } from './references.store.ts';

export async function referencesFor(
  tx: Tx,
  viewer: Viewer,
  answers: Readonly<Record<string, string>>,
  at: Date,
): Promise<References> {
  const [places, stations, organizations, authorities] = await Promise.all([
    placesOfTenant(tx),
    stationNames(tx),
    organizationNames(tx),
    authorityNames(tx),
  ]);
  const named = places.map(({ code, name, aliases, where }) => ({ code, name, aliases, ...(where ? { where } : {}) }));
  const level = (wanted: string) => named.filter((_, i) => places[i]!.level === wanted);
  const isOfficer = 0 < authorities.length;
  return {
    today: localDateOf(at),
    counties: level('county'),
    townships: level('township'),
    places: named,
    // Who sends its own list cannot name somebody else.
    stations: isOfficer ? stations : stations.filter(({ code }) => code === stationIdOf(viewer)),
    organizations: isOfficer ? organizations : organizations.filter(({ code }) => code === organizationIdOf(viewer)),
    authorities,
    ownStation: isOfficer ? null : stationIdOf(viewer),
    ownOrganization: isOfficer ? null : organizationIdOf(viewer),
    answers,
  };
}

/** Excel offers no more than this in a dropdown that somebody still scrolls. */
const CHOICES_MAX = 2_000;

export function placeLists({ counties, townships, stations, organizations, authorities }: References): PlaceLists {
  const names = (list: readonly { readonly name: string }[]) =>
    [...new Set(list.map(({ name }) => name))].slice(0, CHOICES_MAX);
  return {
    counties: names(counties),
    townships: names(townships),
    stations: names(stations),
    organizations: names(organizations),
    authorities: names(authorities),
  };
}
