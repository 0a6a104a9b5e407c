/** Values between JavaScript and PostgreSQL: parameters on their way in, columns on their way out. */
import pg from 'pg';

/** Text for PostgreSQL to read, and bytes as they are: dates become instants in UTC, arrays array literals, objects JSON. */
export function parameterOf(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean | bigint);
}

/** `{"a","b",NULL}`: every element quoted, so that nothing in it can be read as syntax. */
function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayLiteral(value);
    const text = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(parameterOf(value));
    return `"${text.replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${elements.join(',')}}`;
}

const DATE = 1082;
const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** Days stay 'YYYY-MM-DD' (a Date would move them by the zone); counts are numbers. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return (value: string) => value;
  if (oid === INT8) return Number;
  if (oid === TIMESTAMPTZ) return instantOf;
  return pg.types.getTypeParser(oid, format as 'text');
}
export const TYPES: pg.CustomTypesConfig = { getTypeParser: typeParser as typeof pg.types.getTypeParser };

const UTC_INSTANT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+]00$/;
const parseAny = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

/** A list has hundreds of instants, and nearly all come as `2026-11-24 02:00:00.5+00`; whatever else there is, the driver reads. */
export function instantOf(text: string): Date {
  if (!UTC_INSTANT.test(text)) return parseAny(text);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}
