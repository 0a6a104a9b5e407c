/** The schema builder: its scalars and the Refusal interface. */
import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import { type LocalDate, type Month, isLocalDate, isMonth } from '@jiedui/shared/calendar.ts';
import type { Refusal } from '@jiedui/shared/refusal.ts';
import { access, viaParent } from './access.ts';
import type { Context } from './context.ts';
import { badInput } from './errors.ts';

interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  Scalars: {
    ID: { Input: string; Output: string };
    Instant: { Input: Date; Output: Date };
    LocalDate: { Input: LocalDate; Output: LocalDate };
    Month: { Input: Month; Output: Month };
    UUID: { Input: string; Output: string };
  };
}

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
});

builder.queryType({ extensions: access(viaParent) });
builder.mutationType({ extensions: access(viaParent) });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

builder.scalarType('Instant', {
  description: 'An instant, ISO 8601 with its offset: 2026-11-24T06:30:00.000Z.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: (value) => {
    const at = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : null;
    if (!at || Number.isNaN(at.getTime()))
      throw badInput('Instant', value, '应为带时区的时间，例如 2026-11-24T14:30:00+08:00');
    return at;
  },
});
builder.scalarType('LocalDate', {
  description: 'A calendar day in Asia/Shanghai: 2026-11-24.',
  serialize: (value) => value as string,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isLocalDate(value))
      throw badInput('LocalDate', value, '应为真实存在的日期，例如 2026-11-24');
    return value;
  },
});
builder.scalarType('Month', {
  description: 'A calendar month: 2026-11.',
  serialize: (value) => value as string,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isMonth(value)) throw badInput('Month', value, '应为年月，例如 2026-11');
    return value;
  },
});
builder.scalarType('UUID', {
  description: 'Lower-case UUID. As clientMutationId: one per action of the user, kept when the request is retried.',
  serialize: (value) => value as string,
  parseValue: (value) => {
    if (!isUuid(value)) throw badInput('UUID', value, '应为小写 UUID');
    return value;
  },
});

export const RefusalInterface = builder.interfaceRef<Refusal>('Refusal').implement({
  description: 'A rule says no. The code is stable; the message is for people and says what to do next.',
  resolveType: (value) => value.constructor.name,
  fields: (t) => ({
    code: t.string({ resolve: (refusal) => refusal.code }),
    message: t.string({ resolve: (refusal) => refusal.message }),
  }),
});
