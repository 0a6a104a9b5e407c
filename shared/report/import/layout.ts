/**
 * Layout (表样): the columns of an official list, for its template, its import and its printing alike.
 * The lists themselves are in layouts.ts.
 */

/** `needs` become drafts of orders at once; `need_items` stand on the list of needs and are screened there first. */
export const IMPORT_KINDS = ['needs', 'need_items', 'offers', 'stations', 'organizations', 'pairings'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_KIND_WORDS: Record<ImportKind, string> = {
  needs: '需求清单',
  need_items: '需求条目',
  offers: '供给清单',
  stations: '社工站名录',
  organizations: '社会组织名录',
  pairings: '结对一览表',
};

/** How a cell is read. `seq` and `shown` are not: the first counts lines, the second is only for reading and printing. */
export type Reading =
  | 'seq'
  | 'shown'
  | 'text'
  | 'code'
  | 'phone'
  | 'uscc'
  | 'date'
  | 'quantity'
  | 'whole'
  | 'money'
  | 'choice'
  | 'choices'
  | 'county'
  | 'township'
  | 'areas'
  | 'station'
  | 'organization'
  | 'authority';

/** A fixed list behind a `choice` or `choices` column; see lists.ts. */
export type ListName =
  | 'areas'
  | 'serviceTypes'
  | 'needTypes'
  | 'modes'
  | 'legs'
  | 'urgencies'
  | 'targetGroups'
  | 'qualifications'
  | 'costModes'
  | 'providerKinds'
  | 'ratings'
  | 'stationStates'
  | 'pairingKinds'
  | 'yesNo';

export interface LayoutColumn {
  readonly key: string;
  /** First header row over several columns, or null when the heading spans both rows. */
  readonly group: string | null;
  readonly heading: string;
  /** Other headings that mean the same on sheets that people already have. */
  readonly also: readonly string[];
  readonly reading: Reading;
  readonly list: ListName | null;
  readonly required: boolean;
  /** In characters of the body font. */
  readonly width: number;
  /** What the sample row of the template shows. */
  readonly example: string;
}

export interface Layout {
  readonly kind: ImportKind;
  readonly columns: readonly LayoutColumn[];
  /** What the notes sheet says besides the columns. */
  readonly notes: readonly string[];
}

/** The heading as people say it: 期望时间·开始. */
export const fullHeading = ({ group, heading }: Pick<LayoutColumn, 'group' | 'heading'>) =>
  group === null ? heading : `${group}·${heading}`;

/** In the first column of the template's sample row; a row that begins so is never imported. */
export const SAMPLE_MARK = '示例';
/** The heading of the column that says what is wrong, on the sheet of failed rows; ignored when it comes back. */
export const REASON_HEADING = '问题说明';

/** `A`, `Z`, `AA` of a column counted from 0. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let n = column + 1; 0 < n; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}
