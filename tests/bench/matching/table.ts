/** Figures of the bench as people read them, in columns. */

export type Row = Readonly<Record<string, string>>;

/** Columns in the order in which the rows first name them. */
export function printTable(title: string, rows: readonly Row[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const width = columns.map((column) => Math.max(column.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    console.log(
      `| ${cells.map((cell, c) => (c === 0 ? cell.padEnd(width[c]!) : cell.padStart(width[c]!))).join(' | ')} |`,
    );
  console.log(`\n${title}\n`);
  line(columns);
  console.log(`|${width.map((w, c) => (c === 0 ? '-'.repeat(w + 2) : `${'-'.repeat(w + 1)}:`)).join('|')}|`);
  for (const row of rows) line(columns.map((column) => row[column] ?? ''));
}

const NOTHING = '-';

/** Milliseconds below ten seconds, then seconds. */
export function duration(seconds: number | null): string {
  if (seconds === null) return NOTHING;
  if (seconds < 0.1) return `${(1_000 * seconds).toFixed(1)} ms`;
  return seconds < 10 ? `${(1_000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;
}

export const memory = (kib: number | null): string => (kib === null ? NOTHING : `${Math.round(kib / 1_024)} MiB`);

export const ratio = (value: number | null): string => (value === null ? NOTHING : value.toFixed(2));
