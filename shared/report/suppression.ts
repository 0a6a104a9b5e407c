/** Small cells: a public count under 5 could point at a person, so it is printed `<5`. */

export const SMALLEST_SHOWN = 5;

/** `0`, `<5`, `5` and up. */
export function suppressSmall(count: number): string {
  return 0 < count && count < SMALLEST_SHOWN ? `<${SMALLEST_SHOWN}` : String(count);
}
