/** Quantities on the graph: value, qualifier and unit stay together. */
import { QUALIFIERS, type Quantity, UNITS, formatQuantity } from '@jiedui/shared/quantity.ts';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';

export const QualifierEnum = builder.enumType('Qualifier', { values: QUALIFIERS });
export const UnitEnum = builder.enumType('Unit', { values: UNITS });

export const QuantityRef = builder.objectRef<Quantity>('Quantity').implement({
  description: 'A count with its qualifier and unit: 近 190 人 is not 190 人, and 人 is never 人次.',
  extensions: access(viaParent),
  fields: (t) => ({
    value: t.exposeInt('value'),
    qualifier: t.expose('qualifier', { type: QualifierEnum }),
    unit: t.expose('unit', { type: UnitEnum }),
    text: t.string({ description: 'For people: 近 190 人.', resolve: formatQuantity }),
  }),
});

export const QuantityInput = builder.inputType('QuantityInput', {
  fields: (t) => ({ value: t.int(), qualifier: t.field({ type: QualifierEnum }), unit: t.field({ type: UnitEnum }) }),
});
