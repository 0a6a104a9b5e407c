/**
 * Where a county's tile stands in the grid: a rough order of west to east and north to south, no boundaries (a map of
 * boundaries would need a map review number). A county that is not listed follows after the others.
 */
const COLUMN_AND_ROW: Record<string, readonly [column: number, row: number]> = {
  武山县: [1, 1],
  甘谷县: [2, 1],
  秦安县: [3, 1],
  张家川回族自治县: [4, 1],
  秦州区: [2, 2],
  麦积区: [3, 2],
  清水县: [4, 2],
};

/** With fewer counties than this a place in the grid says nothing: they stand one after the other. */
const PLACED_FROM = 5;

/** The class that places the tile, or nothing: inline styles are barred by the content security policy. */
export function placeClassOf(county: string, counties: number): string {
  const place = counties < PLACED_FROM ? undefined : COLUMN_AND_ROW[county];
  return place ? ` tile--c${place[0]} tile--r${place[1]}` : '';
}

/** How strongly the tile is tinted: by whether there were activities, few, or five and more. */
export function toneClassOf(activities: string): string {
  if (activities.startsWith('0')) return ' tile--none';
  return activities.startsWith('<') ? ' tile--few' : ' tile--many';
}
