/** The tables that the code knows (db/schema) are those that the migrations make: columns, types, keys, checks, indexes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { is } from 'drizzle-orm';
import { type AnyPgTable, PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';

const SCHEMA = join(import.meta.dirname, '../../db/schema');
const files = readdirSync(SCHEMA).filter((file) => file.endsWith('.ts'));
const modules = await Promise.all(files.map((file) => import(join(SCHEMA, file)) as Promise<Record<string, unknown>>));
const tables = modules
  .flatMap((module) => Object.values(module))
  .filter((value): value is AnyPgTable => is(value, PgTable))
  .map(getTableConfig);

let database: TestDatabase;
let made: Map<string, readonly string[]>;

beforeAll(async () => {
  database = await testDatabase();
  const { rows } = await database.openPool(null, 1).query<{ table_name: string; facts: string[] }>(
    `select t.relname as table_name, array_cat(
       (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end)
        from pg_attribute a where a.attrelid = t.oid and 0 < a.attnum and not a.attisdropped),
       (select array_agg(case c.contype when 'c' then 'check ' else 'key ' end || c.conname)
        from pg_constraint c where c.conrelid = t.oid and c.contype in ('c', 'u'))
     ) || (select array_agg('index ' || i.relname) from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = t.oid and not exists (select from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u'))) as facts
     from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'`,
  );
  made = new Map(rows.map((row) => [row.table_name, row.facts.toSorted()]));
});
afterAll(() => database.close());

/** As PostgreSQL words it. */
const typeOf = (type: string) =>
  type
    .replace(/^timestamp \((\d)\) with time zone/, 'timestamp($1) with time zone')
    .replace(/^varchar/, 'character varying')
    .replace(/^bigserial/, 'bigint')
    .replace(/^serial/, 'integer');

const factsOf = (table: (typeof tables)[number]) =>
  [
    ...table.columns.map(
      (column) =>
        `${column.name} ${typeOf(column.getSQLType())}${column.notNull || column.primary || inKey(table, column.name) ? ' not null' : ''}`,
    ),
    ...table.checks.map((check) => `check ${check.name}`),
    ...table.uniqueConstraints.map((key) => `key ${key.name}`),
    ...table.columns.filter((column) => column.isUnique).map((column) => `key ${column.uniqueName}`),
    ...table.indexes.map((index) => `index ${index.config.name}`),
  ].toSorted();
const inKey = (table: (typeof tables)[number], name: string) =>
  table.primaryKeys.some((key) => key.columns.some((column) => column.name === name));

test('no table is known to one side alone', () => {
  expect(tables.map(({ name }) => name).toSorted()).toEqual([...made.keys()].toSorted());
});

test.each(tables.map((table) => [table.name, table] as const))('%s', (name, table) => {
  expect(factsOf(table)).toEqual(made.get(name));
});
